import { requestEventType } from './requestSchemas';

export const requestPullRequestOpened = requestEventType(
  {
    type: 'request.pull_request_opened',
    title: 'Pull request opened',
    description: 'The pull request of an approved request is open.',
  },
  { status: 'pr_open' },
);
