import { serviceEventType } from './serviceSchemas';

export const serviceChanged = serviceEventType(
  {
    type: 'service.changed',
    title: 'Service change merged',
    description: 'The manifests of a service were changed.',
  },
  { status: 'updating', parameters: { name: 'orders', storageGiB: 100 } },
);
