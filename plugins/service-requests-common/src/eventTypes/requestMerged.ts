import { requestEventType } from './requestSchemas';

export const requestMerged = requestEventType(
  {
    type: 'request.merged',
    title: 'Request merged',
    description: 'The pull request of a request was merged.',
  },
  { status: 'merged' },
);
