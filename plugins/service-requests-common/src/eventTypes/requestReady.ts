import { requestEventType } from './requestSchemas';

export const requestReady = requestEventType(
  {
    type: 'request.ready',
    title: 'Request done',
    description:
      'Every service of a request is what was asked for, or is gone if that was asked.',
  },
  { status: 'ready' },
);
