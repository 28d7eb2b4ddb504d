import { bookingEventType } from './define';
import { bookingData } from './examples';
import { flag } from './schemas';

export const bookingTeardownEnded = bookingEventType(
  {
    type: 'booking.teardown_ended',
    title: 'Teardown is over',
    description:
      'The teardown of the resources is over: whatever was set up is to be gone by now. Only for resources whose type has a teardown time, and for those that were set up for a booking that was cancelled or moved before it began.',
    example: bookingData({ status: 'completed', version: 3 }),
  },
  {
    reason: {
      enum: ['moved'],
      description:
        '`moved`: what was set up is not needed any more, because the booking was changed',
    },
    late: {
      ...flag,
      description:
        'It was due more than 5 seconds before: nobody was there, or it was booked at short notice',
    },
  },
);
