import { bookingEventType } from './define';
import { bookingData } from './examples';
import { flag, instant, text } from './schemas';

export const bookingEnded = bookingEventType(
  {
    type: 'booking.ended',
    title: 'Booking ended',
    description:
      'What had begun is over, at its end or before it. There is always one for a booking that began.',
    example: bookingData(
      { status: 'completed', version: 3 },
      { reason: 'completed' },
    ),
  },
  {
    reason: {
      enum: ['completed', 'released', 'cancelled', 'no_show'],
      description: 'How it ended',
    },
    message: { ...text, description: 'What was said when it was cancelled' },
    plannedEnd: {
      ...instant,
      description: 'When it was to end, where it ended early',
    },
    late: {
      ...flag,
      description:
        'It was due more than 5 seconds before: nobody was there, or it was booked at short notice',
    },
  },
  ['reason'],
);
