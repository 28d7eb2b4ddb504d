import { requestEventType } from './requestSchemas';

export const requestClaimReleased = requestEventType({
  type: 'request.claim_released',
  title: 'Review given back',
  description: 'A reviewer gave the review of a request back.',
});
