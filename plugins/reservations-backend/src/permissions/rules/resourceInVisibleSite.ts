import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceResourceRef } from '../resourceRefs';
import { claimsSchema, isVisible, whereSiteVisible } from './claims';

export const resourceInVisibleSite = createPermissionRule({
  name: 'RESOURCE_IN_VISIBLE_SITE',
  description: 'Allow for resources of visible sites',
  resourceRef: resourceResourceRef,
  paramsSchema: claimsSchema,
  apply: (resource, { claims }) => isVisible(resource.site, claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereSiteVisible(query, 'resource.site_id', claims),
});
