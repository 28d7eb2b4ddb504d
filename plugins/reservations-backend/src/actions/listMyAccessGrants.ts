import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';
import { pageInput, paging } from './lists';

export function registerListMyAccessGrants(
  registry: ActionsRegistryService,
  { accessGrants, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-my-access-grants',
    title: 'List what one has been let in to for a time',
    description:
      'Lists the access grants to the caller and their groups, the latest to ' +
      'end first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          statuses: zod
            .array(fieldsOf(zod, 'AccessGrant').status)
            .max(4)
            .optional(),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          grants: zod.array(zod.object(fieldsOf(zod, 'AccessGrant'))),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      requirePerson(credentials, 'has access grants');
      const { items, nextCursor } = await accessGrants.listMine(
        paging(input),
        credentials,
      );
      return { output: { grants: items, nextCursor } };
    },
  });
}
