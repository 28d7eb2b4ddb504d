import { bookingEventType } from './define';
import { bookingBefore, bookingData } from './examples';
import { booking } from './schemas';

export const bookingExtended = bookingEventType(
  {
    type: 'booking.extended',
    title: 'Booking extended',
    description: 'A booking ends later than it was to.',
    example: bookingData(
      { status: 'active', version: 3, end: '2027-03-15T15:00:00.000Z' },
      { before: bookingBefore({ status: 'active', version: 2 }) },
    ),
  },
  { before: booking },
  ['before'],
);
