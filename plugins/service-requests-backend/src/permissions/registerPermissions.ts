import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import {
  serviceRequestsBasicPermissions,
  serviceRequestsRequestPermissions,
  serviceRequestsServicePermissions,
} from '@callboard/backstage-plugin-service-requests-common';
import {
  type RequestSubject,
  requestResourceRef,
  type ServiceSubject,
  serviceResourceRef,
} from './resourceRefs';
import { requestRules, serviceRules } from './rules';

/** Makes permissions, the rules and what they apply to known to the portal. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  { database }: { database: Database },
): void {
  registry.addPermissions(serviceRequestsBasicPermissions);
  registry.addResourceType({
    resourceRef: requestResourceRef,
    permissions: serviceRequestsRequestPermissions,
    rules: requestRules,
    getResources: ids => database.read(db => requestsById(db.knex, ids)),
  });
  registry.addResourceType({
    resourceRef: serviceResourceRef,
    permissions: serviceRequestsServicePermissions,
    rules: serviceRules,
    getResources: async ids => {
      const rows: { id: string; owner: string; requested_by: string }[] =
        await database.read(db =>
          db
            .knex('service')
            .select('id', 'owner', 'requested_by')
            .whereIn('id', ids),
        );
      const subjects = new Map<string, ServiceSubject>(
        rows.map(({ id, owner, requested_by }) => [
          id,
          { owner, requestedBy: requested_by },
        ]),
      );
      return ids.map(id => subjects.get(id));
    },
  });
}

type Knex = Parameters<Parameters<Database['read']>[0]>[0]['knex'];

async function requestsById(
  knex: Knex,
  ids: string[],
): Promise<(RequestSubject | undefined)[]> {
  const rows: { id: string; owner: string; requested_by: string }[] =
    await knex('request')
      .select('id', 'owner', 'requested_by')
      .whereIn('id', ids);
  const parties: { request_id: string; ref: string }[] = await knex(
    'request_party',
  )
    .select('request_id', 'ref')
    .whereIn('request_id', ids);
  const subjects = new Map<string, RequestSubject>(
    rows.map(row => [
      row.id,
      {
        owner: row.owner,
        requestedBy: row.requested_by,
        parties: parties
          .filter(party => party.request_id === row.id)
          .map(({ ref }) => ref),
      },
    ]),
  );
  return ids.map(id => subjects.get(id));
}
