import { createPermissionRule } from '@backstage/plugin-permission-node';
import { requestResourceRef } from '../resourceRefs';
import { claimsSchema } from './schemas';

/** For what nobody may decide about their own: the rule that all others need. */
export const requestOfOthers = createPermissionRule({
  name: 'REQUEST_OF_OTHERS',
  description:
    'Allow for requests that neither the person, nor a group of theirs, nor a service account they answer for has made or edited',
  resourceRef: requestResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ parties }, { claims }) =>
    !parties.some(ref => claims.includes(ref)),
  toQuery:
    ({ claims }) =>
    query =>
      query.whereNotExists(inner =>
        inner
          .select('party.request_id')
          .from({ party: 'request_party' })
          .whereRaw('party.request_id = request.id')
          .whereIn('party.ref', claims),
      ),
});
