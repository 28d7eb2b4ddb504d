import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceTypeResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

export const isGlobalType = createPermissionRule({
  name: 'IS_GLOBAL_TYPE',
  description: 'Allow for resource types that belong to no site',
  resourceRef: resourceTypeResourceRef,
  paramsSchema: claimsSchema,
  apply: type => type.site === undefined,
  toQuery: () => query => {
    query.whereNull('resource_type.site_id');
  },
});
