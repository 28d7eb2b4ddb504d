import { createPermissionRule } from '@backstage/plugin-permission-node';
import { projectResourceRef } from '../resourceRefs';
import { claimsSchema, isAdministered, whereSiteAdministered } from './claims';

export const projectInAdministeredSite = createPermissionRule({
  name: 'PROJECT_IN_ADMINISTERED_SITE',
  description: 'Allow for projects of sites that the person administers',
  resourceRef: projectResourceRef,
  paramsSchema: claimsSchema,
  apply: (project, { claims }) =>
    project.site !== undefined && isAdministered(project.site, claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereSiteAdministered(query, 'project.site_id', claims),
});
