import { createPermissionRule } from '@backstage/plugin-permission-node';
import { serviceResourceRef } from '../resourceRefs';
import { claimsSchema } from './schemas';

export const isRequestedService = createPermissionRule({
  name: 'IS_REQUESTED_SERVICE',
  description: 'Allow for services that the person or the account asked for',
  resourceRef: serviceResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ requestedBy }, { claims }) => claims.includes(requestedBy),
  toQuery:
    ({ claims }) =>
    query =>
      query.whereIn('service.requested_by', claims),
});
