import { requestEventType } from './requestSchemas';

export const requestCreated = requestEventType({
  type: 'request.created',
  title: 'Request begun',
  description: 'Somebody began a request for services, or the portal did.',
});
