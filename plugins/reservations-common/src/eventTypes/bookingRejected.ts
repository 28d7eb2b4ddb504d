import { bookingEventType } from './define';
import { approvedBooking, bookingData } from './examples';
import { instant, text } from './schemas';

export const bookingRejected = bookingEventType(
  {
    type: 'booking.rejected',
    title: 'Booking rejected',
    description: 'A pending booking was not approved; its time is free again.',
    example: bookingData(
      approvedBooking({
        status: 'rejected',
        statusReason: 'Too long for one group',
      }),
      {
        message: 'Too long for one group',
        plannedEnd: '2027-03-15T14:00:00.000Z',
      },
    ),
  },
  { message: { ...text, description: 'Why' }, plannedEnd: instant },
);
