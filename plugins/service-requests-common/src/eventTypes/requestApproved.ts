import { requestEventType } from './requestSchemas';

export const requestApproved = requestEventType(
  {
    type: 'request.approved',
    title: 'Request approved',
    description:
      'A reviewer approved one revision. Its status says whether more approvals are needed.',
  },
  { status: 'approved', text: 'Looks right' },
);
