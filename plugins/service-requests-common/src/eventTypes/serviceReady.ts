import { serviceEventType } from './serviceSchemas';

export const serviceReady = serviceEventType(
  {
    type: 'service.ready',
    title: 'Service ready',
    description: 'A service is what was merged.',
  },
  {},
  'provisioning',
);
