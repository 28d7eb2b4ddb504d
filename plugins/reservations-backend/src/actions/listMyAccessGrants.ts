import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

export function registerListMyAccessGrants(
  registry: ActionsRegistryService,
  { accessGrants, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-my-access-grants',
    title: 'List what one has been let in to for a time',
    description:
      'Lists the access grants to the caller and their groups, the latest to ' +
      'end first.',
    filters: zod => ({
      statuses: zod
        .array(fieldsOf(zod, 'AccessGrant').status)
        .max(4)
        .optional(),
    }),
    items: 'grants',
    item: zod => zod.object(fieldsOf(zod, 'AccessGrant')),
    authorize: credentials => requirePerson(credentials, 'has access grants'),
    list: (query, credentials) => accessGrants.listMine(query, credentials),
    describe: found => found,
  });
}
