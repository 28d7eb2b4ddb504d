import { requestEventType } from './requestSchemas';

export const requestSubmitted = requestEventType(
  {
    type: 'request.submitted',
    title: 'Request handed in',
    description: 'A request was handed in for review.',
  },
  { version: 2 },
);
