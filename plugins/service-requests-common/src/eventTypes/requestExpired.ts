import { requestEventType } from './requestSchemas';

export const requestExpired = requestEventType(
  {
    type: 'request.expired',
    title: 'Request expired',
    description: 'Nobody went on with a request in time.',
  },
  { status: 'expired' },
);
