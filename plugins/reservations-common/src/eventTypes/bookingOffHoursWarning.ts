import { bookingEventType } from './define';
import { bookingData } from './examples';
import { flag } from './schemas';

export const bookingOffHoursWarning = bookingEventType(
  {
    type: 'booking.off_hours_warning',
    title: 'Booking ends for the night',
    description:
      'An active booking is soon ended for the night, at its offHoursAt, unless somebody keeps it.',
    example: bookingData({
      status: 'active',
      version: 2,
      end: '2027-03-17T14:00:00.000Z',
      offHoursAt: '2027-03-15T19:00:00.000Z',
    }),
  },
  {
    late: {
      ...flag,
      description: 'It was due more than 5 seconds before: nobody was there',
    },
  },
);
