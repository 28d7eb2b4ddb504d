import {
  concerned,
  linkTo,
  placesOf,
  type Teller,
  toldOf,
  whenOf,
} from './told';

export const started: Teller = (event, inventory) => {
  const { booking } = toldOf(event);
  return event.type !== 'booking.started'
    ? []
    : concerned(booking).map(recipient => ({
        recipient,
        topic: 'started',
        payload: {
          title: `${booking.title} has begun`,
          description: `${placesOf(booking, inventory)}, until ${whenOf(booking.end, booking, inventory)}.`,
          link: linkTo(booking),
          severity: 'low',
        },
      }));
};

const WHY: Record<string, string> = {
  completed: 'Its time was over.',
  released: 'It was released early.',
  off_hours: 'It was ended for the night.',
};

export const ended: Teller = (event, inventory) => {
  const { booking, reason = 'completed', maintenance } = toldOf(event);
  if (
    event.type !== 'booking.ended' ||
    ['cancelled', 'no_show'].includes(reason) ||
    maintenance
  ) {
    return [];
  }
  // Whoever released it knows.
  return concerned(booking, event.actor).map(recipient => ({
    recipient,
    topic: 'ended',
    payload: {
      title: `${booking.title} has ended`,
      description: [placesOf(booking, inventory), WHY[reason]]
        .filter(Boolean)
        .join('. '),
      link: linkTo(booking),
      severity: 'low',
    },
  }));
};

export const offHours: Teller = (event, inventory) => {
  const { booking } = toldOf(event);
  return event.type !== 'booking.off_hours_warning' || !booking.offHoursAt
    ? []
    : concerned(booking).map(recipient => ({
        recipient,
        topic: 'ending',
        payload: {
          title: `${booking.title} ends for the night`,
          description: `${placesOf(booking, inventory)}: ${whenOf(booking.offHoursAt!, booking, inventory)}, unless somebody keeps it.`,
          link: linkTo(booking),
          severity: 'high',
        },
      }));
};
