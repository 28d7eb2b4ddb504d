import { createPermissionRule } from '@backstage/plugin-permission-node';
import { requestResourceRef } from '../resourceRefs';
import { claimsSchema } from './schemas';

function ownRequest(name: string, description: string) {
  return createPermissionRule({
    name,
    description,
    resourceRef: requestResourceRef,
    paramsSchema: claimsSchema,
    apply: ({ owner, requestedBy }, { claims }) =>
      claims.includes(owner) ||
      (requestedBy !== undefined && claims.includes(requestedBy)),
    toQuery:
      ({ claims }) =>
      query =>
        query.where(either =>
          either
            .whereIn('request.owner', claims)
            .orWhereIn('request.requested_by', claims),
        ),
  });
}

export const isOwnRequest = ownRequest(
  'IS_OWN_REQUEST',
  'Allow for requests that the person made, or whose services will be theirs or a group’s of theirs',
);

export const isTeamRequest = ownRequest(
  'IS_TEAM_REQUEST',
  'Allow for requests of the teams that the person leads, and of the people in them',
);
