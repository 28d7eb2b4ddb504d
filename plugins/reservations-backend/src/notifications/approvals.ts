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
export const approvalAsked: Teller = (event, inventory) => {
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
      title: `${booking.title} waits for approval`,
      description: sentences(
        `${whatOf(told, inventory)}, for ${booking.owner}.`,
        booking.expiresAt &&
          `It lapses ${whenOf(booking.expiresAt, booking, inventory)}.`,
      ),
      link: `/reservations/approvals?booking=${booking.id}`,
      severity: 'normal',
    },
  }));
};

const FATES: Record<string, string> = {
  'booking.rejected': 'was not approved',
  'booking.expired': 'lapsed: nobody decided on it in time',
};

/** What became of a booking that was not approved. */
export const notApproved: Teller = (event, inventory) => {
  const { booking, message } = toldOf(event);
  const fate = FATES[event.type];
  return fate === undefined
    ? []
    : concerned(booking, event.actor).map(recipient => ({
        recipient,
        topic: 'approvals',
        payload: {
          title: `${booking.title} ${fate}`,
          description: sentences(
            `${placesOf(booking, inventory)}, ${spanOf(booking, inventory)}.`,
            message && `“${message}”`,
          ),
          link: linkTo(booking),
          severity: 'high',
        },
      }));
};

/** Nobody came: the slot is given up. */
export const noShow: Teller = (event, inventory) => {
  const { booking, reason } = toldOf(event);
  return event.type !== 'booking.ended' || reason !== 'no_show'
    ? []
    : concerned(booking).map(recipient => ({
        recipient,
        topic: 'check-in',
        payload: {
          title: `${booking.title} was given up: nobody checked in`,
          description: `${placesOf(booking, inventory)}, ${spanOf(booking, inventory)}.`,
          link: linkTo(booking),
          severity: 'high',
        },
      }));
};
