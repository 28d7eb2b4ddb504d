import { requestEventType } from './requestSchemas';

export const requestRejected = requestEventType(
  {
    type: 'request.rejected',
    title: 'Request rejected',
    description: 'A reviewer refused a request for good.',
  },
  {
    status: 'rejected',
    statusReason: 'Use the shared one',
    text: 'Use the shared one',
  },
);
