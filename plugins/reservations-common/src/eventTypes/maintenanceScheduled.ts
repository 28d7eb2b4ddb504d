import { bookingCounts, maintenanceEventType } from './maintenanceSchemas';

export const maintenanceScheduled = maintenanceEventType(
  {
    type: 'maintenance.scheduled',
    title: 'Maintenance scheduled',
    description:
      'A resource and its parts will be out of service for a time; each booking in the way has an event of its own.',
  },
  {},
  { bookings: bookingCounts },
  { bookings: { kept: 1, moved: 2, shortened: 0, cancelled: 0 } },
);
