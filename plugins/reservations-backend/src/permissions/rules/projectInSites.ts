import { createPermissionRule } from '@backstage/plugin-permission-node';
import { projectResourceRef } from '../resourceRefs';
import { isAmong, sitesSchema, whereSiteAmong } from './sites';

export const projectInSites = createPermissionRule({
  name: 'PROJECT_IN_SITES',
  description: 'Allow for projects of the named sites',
  resourceRef: projectResourceRef,
  paramsSchema: sitesSchema,
  apply: (project, { sites }) => isAmong(project.site, sites),
  toQuery:
    ({ sites }) =>
    query =>
      whereSiteAmong(query, 'project.site_id', sites),
});
