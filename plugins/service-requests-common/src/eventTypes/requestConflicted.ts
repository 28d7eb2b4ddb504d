import { requestEventType } from './requestSchemas';

export const requestConflicted = requestEventType(
  {
    type: 'request.conflicted',
    title: 'Pull request in conflict',
    description:
      'The pull request of a request cannot be merged as it was approved.',
  },
  {
    status: 'pr_conflict',
    statusReason: 'The base has moved',
    text: 'The base has moved',
  },
);
