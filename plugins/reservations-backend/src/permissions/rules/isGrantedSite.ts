import { createPermissionRule } from '@backstage/plugin-permission-node';
import { siteResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';
import { whereSiteGranted } from './granted';

export const isGrantedSite = createPermissionRule({
  name: 'IS_GRANTED_SITE',
  description:
    'Allow for sites that an access grant to the person is for, or for something in them',
  resourceRef: siteResourceRef,
  paramsSchema: claimsSchema,
  apply: (site, { claims }) => site.grants.isHeldBy(claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereSiteGranted(query, 'site.id', claims),
});
