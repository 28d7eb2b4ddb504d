import { requestEventType } from './requestSchemas';

export const requestClaimed = requestEventType(
  {
    type: 'request.claimed',
    title: 'Review taken',
    description: 'A reviewer took the review of a request.',
  },
  {
    status: 'in_review',
    claim: {
      by: 'user:default/reviewer',
      deputy: 'user:default/second-reviewer',
      at: '2027-03-15T10:00:00.000Z',
    },
  },
);
