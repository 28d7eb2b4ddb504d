import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';
import { whereResourceGranted } from './granted';

export const isGrantedResource = createPermissionRule({
  name: 'IS_GRANTED_RESOURCE',
  description: 'Allow for resources that an access grant to the person covers',
  resourceRef: resourceResourceRef,
  paramsSchema: claimsSchema,
  apply: (resource, { claims }) => resource.grants.isHeldBy(claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereResourceGranted(query, 'resource.id', claims),
});
