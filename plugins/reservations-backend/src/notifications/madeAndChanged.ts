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
export const confirmed: Teller = (event, telling) => {
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
  const { texts } = telling;
  const certain = approved ? texts.approved : texts.booked;
  const what = `${whatOf(told, telling)}.`;
  return concerned(booking).map(recipient => ({
    recipient,
    topic: 'confirmed',
    payload: {
      title:
        recipient === booking.owner
          ? certain(booking.title)
          : texts.takingPart(booking.title),
      description: sentences(
        what,
        approved && message ? `“${message}”` : undefined,
        instructionsOf(booking, telling),
      ),
      link: linkTo(booking),
      severity: approved ? 'normal' : 'low',
    },
  }));
};

/** Somebody else changed a booking, or made it theirs. */
export const changed: Teller = (event, telling) => {
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
  const { texts } = telling;
  const what = `${whatOf(told, telling)}.`;
  return concerned(booking, event.actor).map(recipient => {
    const isNew =
      recipient === booking.owner
        ? reason === 'transferred'
        : joined.has(recipient);
    const mine =
      recipient === booking.owner
        ? texts.handedOver(booking.title)
        : texts.takingPart(booking.title);
    return {
      recipient,
      topic: 'changed',
      payload: {
        title: isNew ? mine : texts.changed(booking.title),
        description: what,
        link: linkTo(booking),
        severity: 'normal' as const,
      },
    };
  });
};

/** Somebody else cancelled a booking, or ended it. */
export const cancelled: Teller = (event, telling) => {
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
      title: telling.texts.cancelled(booking.title),
      description: sentences(
        `${whatOf(told, telling)}.`,
        message && `“${message}”`,
      ),
      link: linkTo(booking),
      severity: 'high',
    },
  }));
};
