import { requestEventType } from './requestSchemas';

export const requestPullRequestClosed = requestEventType(
  {
    type: 'request.pull_request_closed',
    title: 'Pull request closed',
    description:
      'The pull request of a request was closed without being merged.',
  },
  {
    status: 'pr_closed',
    statusReason: 'It was closed outside of the portal',
    text: 'It was closed outside of the portal',
  },
);
