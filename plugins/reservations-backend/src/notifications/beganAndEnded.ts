import {
  concerned,
  linkTo,
  placesOf,
  type Teller,
  toldOf,
  whenOf,
} from './told';

export const started: Teller = (event, telling) => {
  const { booking } = toldOf(event);
  return event.type !== 'booking.started'
    ? []
    : concerned(booking).map(recipient => ({
        recipient,
        topic: 'started',
        payload: {
          title: telling.texts.started(booking.title),
          description: telling.texts.startedUntil(
            placesOf(booking, telling),
            whenOf(booking.end, booking, telling),
          ),
          link: linkTo(booking),
          severity: 'low',
        },
      }));
};

export const ended: Teller = (event, telling) => {
  const { booking, reason = 'completed', maintenance } = toldOf(event);
  if (
    event.type !== 'booking.ended' ||
    ['cancelled', 'no_show'].includes(reason) ||
    maintenance
  ) {
    return [];
  }
  const why: Record<string, string> = telling.texts.endedWhy;
  // Whoever released it knows.
  return concerned(booking, event.actor).map(recipient => ({
    recipient,
    topic: 'ended',
    payload: {
      title: telling.texts.ended(booking.title),
      description: [placesOf(booking, telling), why[reason]]
        .filter(Boolean)
        .join('. '),
      link: linkTo(booking),
      severity: 'low',
    },
  }));
};

export const offHours: Teller = (event, telling) => {
  const { booking } = toldOf(event);
  return event.type !== 'booking.off_hours_warning' || !booking.offHoursAt
    ? []
    : concerned(booking).map(recipient => ({
        recipient,
        topic: 'ending',
        payload: {
          title: telling.texts.offHours(booking.title),
          description: telling.texts.offHoursAt(
            placesOf(booking, telling),
            whenOf(booking.offHoursAt!, booking, telling),
          ),
          link: linkTo(booking),
          severity: 'high',
        },
      }));
};
