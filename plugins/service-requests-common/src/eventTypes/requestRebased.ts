import { requestEventType } from './requestSchemas';

export const requestRebased = requestEventType(
  {
    type: 'request.rebased',
    title: 'Request put right',
    description:
      'After a conflict a request was rendered on what the repository is now.',
  },
  { revision: 2, submittedRevision: 1 },
);
