import { bookingEventType } from './define';
import { bookingBefore, bookingData } from './examples';
import { booking } from './schemas';

export const bookingChanged = bookingEventType(
  {
    type: 'booking.changed',
    title: 'Booking changed',
    description:
      'The time, the resources or the words of a booking were changed.',
    example: bookingData(
      { version: 2, end: '2027-03-15T16:00:00.000Z' },
      { before: bookingBefore({}) },
    ),
  },
  { before: booking },
);
