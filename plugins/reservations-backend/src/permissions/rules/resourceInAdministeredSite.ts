import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceResourceRef } from '../resourceRefs';
import { claimsSchema, isAdministered, whereSiteAdministered } from './claims';

export const resourceInAdministeredSite = createPermissionRule({
  name: 'RESOURCE_IN_ADMINISTERED_SITE',
  description: 'Allow for resources of sites that the person administers',
  resourceRef: resourceResourceRef,
  paramsSchema: claimsSchema,
  apply: (resource, { claims }) => isAdministered(resource.site, claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereSiteAdministered(query, 'resource.site_id', claims),
});
