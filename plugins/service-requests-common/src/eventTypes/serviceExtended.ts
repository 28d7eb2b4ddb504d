import { serviceEventType } from './serviceSchemas';

export const serviceExtended = serviceEventType(
  {
    type: 'service.extended',
    title: 'Service extended',
    description: 'The end date of a service was moved.',
  },
  { endDate: '2027-09-30' },
);
