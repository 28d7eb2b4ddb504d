import { isPersonRef } from '../people/People';
import { placesOf, spanOf, type Teller, whenOf } from './told';

interface ToldOffer {
  entry: { title: string; owner: string };
  offer?: { resourceRef: string; start: string; end: string; until: string };
  reason?: string;
}

const ADDRESS = '/reservations/mine';

/** Time is held for whoever waited for it, or no longer is. */
export const waitlist: Teller = (event, inventory) => {
  const { entry, offer, reason } = event.data as unknown as ToldOffer;
  if (
    !['waitlist.offered', 'waitlist.lapsed'].includes(event.type) ||
    offer === undefined ||
    !isPersonRef(entry.owner)
  ) {
    return [];
  }
  const place = { resourceRefs: [offer.resourceRef] };
  const what = `${placesOf(place, inventory)}, ${spanOf({ ...offer, ...place }, inventory)}`;
  if (event.type === 'waitlist.offered') {
    return [
      {
        recipient: entry.owner,
        topic: 'waitlist',
        payload: {
          title: `Free now: ${entry.title}`,
          description: `${what} is held for you until ${whenOf(offer.until, place, inventory)}. Accept or decline it.`,
          link: ADDRESS,
          severity: 'critical',
        },
      },
    ];
  }
  return reason !== 'unanswered'
    ? []
    : [
        {
          recipient: entry.owner,
          topic: 'waitlist',
          payload: {
            title: `The offer for ${entry.title} has lapsed`,
            description: `${what} went to whoever is next.`,
            link: ADDRESS,
            severity: 'normal',
          },
        },
      ];
};
