import { maintenanceEventType } from './maintenanceSchemas';
import { flag } from './schemas';

export const maintenanceStarted = maintenanceEventType(
  {
    type: 'maintenance.started',
    title: 'Maintenance started',
    description: 'A resource and its parts are out of service now.',
  },
  { version: 2, status: 'active' },
  {
    late: {
      ...flag,
      description: 'It was due more than 5 seconds before: nobody was there',
    },
  },
);
