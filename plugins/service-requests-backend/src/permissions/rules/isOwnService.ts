import { createPermissionRule } from '@backstage/plugin-permission-node';
import { serviceResourceRef } from '../resourceRefs';
import { claimsSchema } from './schemas';

function ownService(name: string, description: string) {
  return createPermissionRule({
    name,
    description,
    resourceRef: serviceResourceRef,
    paramsSchema: claimsSchema,
    apply: ({ owner }, { claims }) => claims.includes(owner),
    toQuery:
      ({ claims }) =>
      query =>
        query.whereIn('service.owner', claims),
  });
}

export const isOwnService = ownService(
  'IS_OWN_SERVICE',
  'Allow for services that are the person’s or a group’s of theirs',
);

export const isTeamService = ownService(
  'IS_TEAM_SERVICE',
  'Allow for services of the teams that the person leads, and of the people in them',
);
