import { createPermissionRule } from '@backstage/plugin-permission-node';
import { siteResourceRef } from '../resourceRefs';
import { claimsSchema, isVisible, whereSiteVisible } from './claims';

export const isVisibleSite = createPermissionRule({
  name: 'IS_VISIBLE_SITE',
  description: 'Allow for sites that are public or name the person',
  resourceRef: siteResourceRef,
  paramsSchema: claimsSchema,
  apply: (site, { claims }) => isVisible(site, claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereSiteVisible(query, 'site.id', claims),
});
