import { bookingEventType } from './define';
import { bookingData, pendingApproval } from './examples';
import { flag, instant } from './schemas';

export const bookingExpired = bookingEventType(
  {
    type: 'booking.expired',
    title: 'Booking lapsed',
    description:
      'Nobody decided on a pending booking in time; its time is free again.',
    example: bookingData(
      { status: 'expired', version: 2, approval: pendingApproval },
      { plannedEnd: '2027-03-15T14:00:00.000Z' },
    ),
  },
  {
    plannedEnd: instant,
    late: {
      ...flag,
      description: 'It was due more than 5 seconds before: nobody was there',
    },
  },
);
