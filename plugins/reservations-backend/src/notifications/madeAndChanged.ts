import {
  concerned,
  instructionsOf,
  isOneOfMany,
  linkTo,
  sentences,
  type Teller,
  toldOf,
  whatOf,
} from './told';

/** A booking that is certain now: who has it, and who takes part. */
export const confirmed: Teller = (event, inventory) => {
  const told = toldOf(event);
  const { booking, message } = told;
  const approved = event.type === 'booking.confirmed';
  if (
    !['booking.created', 'booking.confirmed'].includes(event.type) ||
    booking.status !== 'confirmed' ||
    isOneOfMany(told)
  ) {
    return [];
  }
  const what = `${whatOf(told, inventory)}.`;
  return concerned(booking).map(recipient => ({
    recipient,
    topic: 'confirmed',
    payload: {
      title:
        recipient === booking.owner
          ? `${booking.title} is ${approved ? 'approved' : 'booked'}`
          : `You take part in ${booking.title}`,
      description: sentences(
        what,
        approved && message ? `“${message}”` : undefined,
        instructionsOf(booking, inventory),
      ),
      link: linkTo(booking),
      severity: approved ? 'normal' : 'low',
    },
  }));
};

/** Somebody else changed a booking, or made it theirs. */
export const changed: Teller = (event, inventory) => {
  const told = toldOf(event);
  const { booking, before, reason, maintenance } = told;
  if (
    !['booking.changed', 'booking.extended'].includes(event.type) ||
    maintenance ||
    isOneOfMany(told)
  ) {
    return [];
  }
  const joined = new Set(booking.participants);
  before?.participants.forEach(ref => joined.delete(ref));
  const what = `${whatOf(told, inventory)}.`;
  return concerned(booking, event.actor).map(recipient => {
    const isNew =
      recipient === booking.owner
        ? reason === 'transferred'
        : joined.has(recipient);
    const mine =
      recipient === booking.owner
        ? `${booking.title} is yours now`
        : `You take part in ${booking.title}`;
    return {
      recipient,
      topic: 'changed',
      payload: {
        title: isNew ? mine : `${booking.title} was changed`,
        description: what,
        link: linkTo(booking),
        severity: 'normal' as const,
      },
    };
  });
};

/** Somebody else cancelled a booking, or ended it. */
export const cancelled: Teller = (event, inventory) => {
  const told = toldOf(event);
  const { booking, message, reason, maintenance } = told;
  const isCancelled =
    event.type === 'booking.cancelled' ||
    (event.type === 'booking.ended' && reason === 'cancelled');
  if (!isCancelled || maintenance || isOneOfMany(told)) {
    return [];
  }
  return concerned(booking, event.actor).map(recipient => ({
    recipient,
    topic: 'changed',
    payload: {
      title: `${booking.title} was cancelled`,
      description: sentences(
        `${whatOf(told, inventory)}.`,
        message && `“${message}”`,
      ),
      link: linkTo(booking),
      severity: 'high',
    },
  }));
};
