import { requestEventType } from './requestSchemas';

export const requestChangesRequested = requestEventType(
  {
    type: 'request.changes_requested',
    title: 'Request sent back',
    description: 'A reviewer sent a request back, with what should change.',
  },
  {
    status: 'changes_requested',
    statusReason: 'Use the smaller size first',
    text: 'Use the smaller size first',
  },
);
