import { requestEventType } from './requestSchemas';

export const requestPolicyFailed = requestEventType(
  {
    type: 'request.policy_failed',
    title: 'Request denied by policy',
    description:
      'At approval or merge a policy denied what it had let pass, or could not tell.',
  },
  {
    status: 'policy_failed',
    statusReason: 'Backups are kept for 7 days at least',
    text: 'Backups are kept for 7 days at least',
  },
);
