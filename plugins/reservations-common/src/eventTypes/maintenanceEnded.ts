import { maintenanceEventType } from './maintenanceSchemas';
import { flag, instant } from './schemas';

export const maintenanceEnded = maintenanceEventType(
  {
    type: 'maintenance.ended',
    title: 'Maintenance ended',
    description: 'A resource and its parts can be booked again.',
  },
  { version: 3, status: 'ended' },
  {
    reason: { enum: ['completed', 'ended_early'] },
    plannedUntil: {
      ...instant,
      description: 'When it was to end, where it ended early',
    },
    late: {
      ...flag,
      description: 'It was due more than 5 seconds before: nobody was there',
    },
  },
  { reason: 'completed' },
);
