import { bookingEventType } from './define';
import { bookingData } from './examples';
import { flag } from './schemas';

export const bookingStarted = bookingEventType(
  {
    type: 'booking.started',
    title: 'Booking began',
    description: 'The booking has begun: the resources are the booker’s.',
    example: bookingData({ status: 'active', version: 2 }),
  },
  {
    late: {
      ...flag,
      description:
        'It was due more than 5 seconds before: nobody was there, or it was booked at short notice',
    },
  },
);
