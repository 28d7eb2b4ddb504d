import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

export const isTeamResource = createPermissionRule({
  name: 'IS_TEAM_RESOURCE',
  description:
    'Allow for resources that a team the person leads owns, or one of its people',
  resourceRef: resourceResourceRef,
  paramsSchema: claimsSchema,
  apply: (resource, { claims }) =>
    resource.owner !== undefined && claims.includes(resource.owner),
  toQuery:
    ({ claims }) =>
    query => {
      query.whereIn('resource.owner', claims);
    },
});
