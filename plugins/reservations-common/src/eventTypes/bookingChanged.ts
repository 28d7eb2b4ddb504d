import { bookingEventType } from './define';
import { bookingBefore, bookingData } from './examples';
import { maintenanceWindow } from './maintenanceSchemas';
import { booking, placeInSeries, text } from './schemas';

export const bookingChanged = bookingEventType(
  {
    type: 'booking.changed',
    title: 'Booking changed',
    description:
      'The time, the resources or the words of a booking were changed, or whose it is or who takes part.',
    example: bookingData(
      { version: 2, end: '2027-03-15T16:00:00.000Z' },
      { before: bookingBefore({}) },
    ),
  },
  {
    before: booking,
    reason: {
      enum: ['transferred', 'left', 'maintenance', 'kept', 'no_show_waived'],
      description:
        'It was made somebody else’s, left by a participant, moved or shortened out of the way of maintenance, kept for a night, or a no-show does not count any more; absent for other changes',
    },
    message: { ...text, description: 'Why, in words' },
    maintenance: maintenanceWindow,
    series: placeInSeries,
  },
  ['before'],
);
