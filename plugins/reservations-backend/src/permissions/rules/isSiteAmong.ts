import { createPermissionRule } from '@backstage/plugin-permission-node';
import { siteResourceRef } from '../resourceRefs';
import { isAmong, sitesSchema, whereSiteAmong } from './sites';

export const isSiteAmong = createPermissionRule({
  name: 'IS_SITE_AMONG',
  description: 'Allow for the named sites',
  resourceRef: siteResourceRef,
  paramsSchema: sitesSchema,
  apply: (site, { sites }) => isAmong(site, sites),
  toQuery:
    ({ sites }) =>
    query =>
      whereSiteAmong(query, 'site.id', sites),
});
