import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { offeringOutput } from './outputs';
import { OPERATIONS, words } from './schemas';

export function registerListOfferings(
  registry: ActionsRegistryService,
  { offerings, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-offerings',
    title: 'List what can be requested',
    description:
      'Lists the kinds of cloud services that can be requested, by title, with the operations of each. get-offering has the parameters.',
    filters: zod => ({
      q: words(zod),
      archived: zod
        .boolean()
        .optional()
        .describe('With those that are offered no more'),
    }),
    items: 'offerings',
    item: zod =>
      offeringOutput(zod)
        .omit({ operations: true, example: true })
        .extend({ operations: zod.array(zod.enum(OPERATIONS)) }),
    authorize: credentials => offerings.authorizeRead(credentials),
    list: (query, credentials) => offerings.list(query, credentials),
    describe: one => ({
      ...one,
      operations: one.operations.map(({ operation }) => operation),
    }),
  });
}
