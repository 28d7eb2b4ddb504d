import { bookingEventType } from './define';
import { approvedBooking, bookingData } from './examples';
import { text } from './schemas';

export const bookingConfirmed = bookingEventType(
  {
    type: 'booking.confirmed',
    title: 'Booking approved',
    description:
      'A pending booking was approved: it is confirmed, and its setup and start will come. What needs no approval is confirmed when it is made.',
    example: bookingData(approvedBooking({ status: 'confirmed' }), {
      message: 'Go ahead',
    }),
  },
  { message: { ...text, description: 'What was said' } },
);
