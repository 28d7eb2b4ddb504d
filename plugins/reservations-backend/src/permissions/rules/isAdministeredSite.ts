import { createPermissionRule } from '@backstage/plugin-permission-node';
import { siteResourceRef } from '../resourceRefs';
import { claimsSchema, isAdministered, whereSiteAdministered } from './claims';

export const isAdministeredSite = createPermissionRule({
  name: 'IS_ADMINISTERED_SITE',
  description: 'Allow for sites that the person administers',
  resourceRef: siteResourceRef,
  paramsSchema: claimsSchema,
  apply: (site, { claims }) => isAdministered(site, claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereSiteAdministered(query, 'site.id', claims),
});
