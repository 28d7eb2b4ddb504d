import { bookingEventType } from './define';
import { bookingData } from './examples';
import { maintenanceWindow } from './maintenanceSchemas';
import { flag, instant, text } from './schemas';

export const bookingEnded = bookingEventType(
  {
    type: 'booking.ended',
    title: 'Booking ended',
    description:
      'What had begun is over, at its end or before it. There is always one for a booking that began; and one with the reason no_show for a booking that was given up because nobody checked in, which never began.',
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
    cause: {
      const: 'off_hours',
      description: 'It was released for the night; absent for other causes',
    },
    message: { ...text, description: 'What was said when it was cancelled' },
    maintenance: {
      ...maintenanceWindow,
      description: 'For which it was cancelled',
    },
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
