import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceTypeResourceRef } from '../resourceRefs';
import { isAmong, sitesSchema, whereSiteAmong } from './sites';

export const typeInSites = createPermissionRule({
  name: 'TYPE_IN_SITES',
  description: 'Allow for resource types of the named sites',
  resourceRef: resourceTypeResourceRef,
  paramsSchema: sitesSchema,
  apply: (type, { sites }) => isAmong(type.site, sites),
  toQuery:
    ({ sites }) =>
    query =>
      whereSiteAmong(query, 'resource_type.site_id', sites),
});
