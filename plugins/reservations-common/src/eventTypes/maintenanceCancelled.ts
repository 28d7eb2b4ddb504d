import { maintenanceEventType } from './maintenanceSchemas';

export const maintenanceCancelled = maintenanceEventType(
  {
    type: 'maintenance.cancelled',
    title: 'Maintenance cancelled',
    description: 'A maintenance window was called off before it began.',
  },
  { version: 2, status: 'cancelled' },
);
