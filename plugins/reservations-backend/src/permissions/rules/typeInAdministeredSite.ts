import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceTypeResourceRef } from '../resourceRefs';
import { claimsSchema, isAdministered, whereSiteAdministered } from './claims';

export const typeInAdministeredSite = createPermissionRule({
  name: 'TYPE_IN_ADMINISTERED_SITE',
  description: 'Allow for types of sites that the person administers',
  resourceRef: resourceTypeResourceRef,
  paramsSchema: claimsSchema,
  apply: (type, { claims }) =>
    type.site !== undefined && isAdministered(type.site, claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereSiteAdministered(query, 'resource_type.site_id', claims),
});
