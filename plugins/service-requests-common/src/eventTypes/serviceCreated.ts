import { serviceEventType } from './serviceSchemas';

export const serviceCreated = serviceEventType(
  {
    type: 'service.created',
    title: 'Service merged',
    description: 'The manifests of a new service were merged.',
  },
  {},
  'new',
);
