import { requestEventType } from './requestSchemas';

export const requestCommented = requestEventType(
  {
    type: 'request.commented',
    title: 'Request discussed',
    description: 'Somebody said something about a request.',
  },
  { text: 'Is one replica enough?' },
);
