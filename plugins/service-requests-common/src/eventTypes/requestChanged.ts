import { requestEventType } from './requestSchemas';

export const requestChanged = requestEventType(
  {
    type: 'request.changed',
    title: 'Request changed',
    description: 'What a request asks for was changed.',
  },
  { endDate: '2027-07-31' },
);
