import { isPersonRef } from '../people/People';
import { placesOf, spanOf, type Teller, whenOf } from './told';

interface ToldOffer {
  entry: { title: string; owner: string };
  offer?: { resourceRef: string; start: string; end: string; until: string };
  reason?: string;
}

const ADDRESS = '/reservations/mine';

/** Time is held for whoever waited for it, or no longer is. */
export const waitlist: Teller = (event, telling) => {
  const { entry, offer, reason } = event.data as unknown as ToldOffer;
  if (
    !['waitlist.offered', 'waitlist.lapsed'].includes(event.type) ||
    offer === undefined ||
    !isPersonRef(entry.owner)
  ) {
    return [];
  }
  const { texts } = telling;
  const place = { resourceRefs: [offer.resourceRef] };
  const what = `${placesOf(place, telling)}, ${spanOf({ ...offer, ...place }, telling)}`;
  if (event.type === 'waitlist.offered') {
    return [
      {
        recipient: entry.owner,
        topic: 'waitlist',
        payload: {
          title: texts.offered(entry.title),
          description: texts.offeredUntil(
            what,
            whenOf(offer.until, place, telling),
          ),
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
            title: texts.offerLapsed(entry.title),
            description: texts.offerWent(what),
            link: ADDRESS,
            severity: 'normal',
          },
        },
      ];
};
