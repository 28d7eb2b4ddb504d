import { serviceEventType } from './serviceSchemas';

export const serviceExpiring = serviceEventType(
  {
    type: 'service.expiring',
    title: 'Service about to end',
    description: 'The end date of a service is near.',
  },
  { text: 'It ends on 2027-06-30' },
  'not told',
);
