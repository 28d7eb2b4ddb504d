import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceResourceRef } from '../resourceRefs';
import { isAmong, sitesSchema, whereSiteAmong } from './sites';

export const resourceInSites = createPermissionRule({
  name: 'RESOURCE_IN_SITES',
  description: 'Allow for resources of the named sites',
  resourceRef: resourceResourceRef,
  paramsSchema: sitesSchema,
  apply: (resource, { sites }) => isAmong(resource.site, sites),
  toQuery:
    ({ sites }) =>
    query =>
      whereSiteAmong(query, 'resource.site_id', sites),
});
