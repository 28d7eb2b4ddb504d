import {
  bookingCounts,
  maintenanceEventType,
  maintenanceExample,
  maintenanceWindow,
} from './maintenanceSchemas';

export const maintenanceChanged = maintenanceEventType(
  {
    type: 'maintenance.changed',
    title: 'Maintenance changed',
    description: 'The time or the words of a maintenance window were changed.',
  },
  { version: 2, until: '2027-03-15T20:00:00.000Z' },
  { before: maintenanceWindow, bookings: bookingCounts },
  { before: maintenanceExample },
);
