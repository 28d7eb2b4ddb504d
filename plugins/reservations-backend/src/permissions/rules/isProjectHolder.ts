import { createPermissionRule } from '@backstage/plugin-permission-node';
import { projectResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

export const isProjectHolder = createPermissionRule({
  name: 'IS_PROJECT_HOLDER',
  description: 'Allow for projects that the person or a group of theirs holds',
  resourceRef: projectResourceRef,
  paramsSchema: claimsSchema,
  apply: (project, { claims }) =>
    project.holders.some(ref => claims.includes(ref)),
  toQuery:
    ({ claims }) =>
    query =>
      query.whereIn('project.id', inner =>
        inner
          .select('project_holder.project_id')
          .from('project_holder')
          .whereIn('project_holder.ref', claims),
      ),
});
