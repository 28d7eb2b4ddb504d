import { isPersonRef } from '../people/People';
import {
  concerned,
  isOneOfMany,
  linkTo,
  placesOf,
  sentences,
  spanOf,
  type Teller,
  toldOf,
  whatOf,
  whenOf,
} from './told';

/** Who may approve is asked to. */
export const approvalAsked: Teller = (event, telling) => {
  const { inventory, texts } = telling;
  const told = toldOf(event);
  const { booking } = told;
  if (
    !['booking.created', 'booking.changed'].includes(event.type) ||
    booking.status !== 'pending' ||
    isOneOfMany(told)
  ) {
    return [];
  }
  const resources = booking.resourceRefs.flatMap(
    ref => inventory.resourceByRef(ref) ?? [],
  );
  const approvers = new Set(
    resources
      .filter(({ policies }) => policies.approval?.required)
      .flatMap(({ site, policies }) => [
        ...site.admins,
        ...(policies.approval?.approvers ?? []),
      ])
      // Nobody approves what they own or made.
      .filter(
        ref =>
          isPersonRef(ref) && ref !== booking.owner && ref !== booking.bookedBy,
      ),
  );
  return [...approvers].map(recipient => ({
    recipient,
    topic: 'approvals',
    payload: {
      title: texts.approvalAsked(booking.title),
      description: sentences(
        texts.approvalFor(whatOf(told, telling), booking.owner),
        booking.expiresAt &&
          texts.lapses(whenOf(booking.expiresAt, booking, telling)),
      ),
      link: `/reservations/approvals?booking=${booking.id}`,
      severity: 'normal',
    },
  }));
};

const FATES: Record<string, 'rejected' | 'expired'> = {
  'booking.rejected': 'rejected',
  'booking.expired': 'expired',
};

/** What became of a booking that was not approved. */
export const notApproved: Teller = (event, telling) => {
  const { booking, message } = toldOf(event);
  const fate = FATES[event.type];
  return fate === undefined
    ? []
    : concerned(booking, event.actor).map(recipient => ({
        recipient,
        topic: 'approvals',
        payload: {
          title: telling.texts[fate](booking.title),
          description: sentences(
            `${placesOf(booking, telling)}, ${spanOf(booking, telling)}.`,
            message && `“${message}”`,
          ),
          link: linkTo(booking),
          severity: 'high',
        },
      }));
};

/** Nobody came: the slot is given up. */
export const noShow: Teller = (event, telling) => {
  const { booking, reason } = toldOf(event);
  return event.type !== 'booking.ended' || reason !== 'no_show'
    ? []
    : concerned(booking).map(recipient => ({
        recipient,
        topic: 'check-in',
        payload: {
          title: telling.texts.noShow(booking.title),
          description: `${placesOf(booking, telling)}, ${spanOf(booking, telling)}.`,
          link: linkTo(booking),
          severity: 'high',
        },
      }));
};
