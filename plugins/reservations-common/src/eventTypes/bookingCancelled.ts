import { bookingEventType } from './define';
import { bookingData } from './examples';
import { maintenanceWindow } from './maintenanceSchemas';
import { instant, placeInSeries, text } from './schemas';

export const bookingCancelled = bookingEventType(
  {
    type: 'booking.cancelled',
    title: 'Booking cancelled',
    description: 'A booking was cancelled before it began.',
    example: bookingData(
      { status: 'cancelled', version: 2, statusReason: 'Plans have changed' },
      {
        message: 'Plans have changed',
        plannedEnd: '2027-03-15T14:00:00.000Z',
      },
    ),
  },
  {
    message: { ...text, description: 'What was said' },
    plannedEnd: instant,
    reason: {
      const: 'maintenance',
      description: 'It was in the way of maintenance; absent for other reasons',
    },
    maintenance: maintenanceWindow,
    series: placeInSeries,
  },
);
