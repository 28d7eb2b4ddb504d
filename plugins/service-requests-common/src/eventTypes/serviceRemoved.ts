import { serviceEventType } from './serviceSchemas';

export const serviceRemoved = serviceEventType(
  {
    type: 'service.removed',
    title: 'Service removed',
    description: 'A service is gone.',
  },
  { status: 'removed' },
);
