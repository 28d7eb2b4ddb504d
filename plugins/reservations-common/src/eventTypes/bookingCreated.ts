import { bookingEventType } from './define';
import { bookingData } from './examples';
import { placeInSeries } from './schemas';

export const bookingCreated = bookingEventType(
  {
    type: 'booking.created',
    title: 'Booking made',
    description: 'A booking was made. Its status says whether it is confirmed.',
    example: bookingData(),
  },
  { series: placeInSeries },
);
