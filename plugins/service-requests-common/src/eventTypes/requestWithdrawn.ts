import { requestEventType } from './requestSchemas';

export const requestWithdrawn = requestEventType(
  {
    type: 'request.withdrawn',
    title: 'Request withdrawn',
    description: 'A request was taken back before it was merged.',
  },
  { status: 'withdrawn' },
);
