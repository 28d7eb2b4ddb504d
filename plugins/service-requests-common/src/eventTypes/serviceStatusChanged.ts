import { serviceEventType } from './serviceSchemas';

export const serviceStatusChanged = serviceEventType(
  {
    type: 'service.status_changed',
    title: 'Service status changed',
    description:
      'How a service does is different, or what differs from what was merged.',
  },
  { status: 'degraded', statusReason: 'Instance orders is not ready' },
);
