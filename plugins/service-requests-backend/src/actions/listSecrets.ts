import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { secretOutput } from './outputs';

export function registerListSecrets(
  registry: ActionsRegistryService,
  { services, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-secrets',
    title: 'List where credentials are',
    description:
      'Lists references to credentials of the cloud services that the caller may see, with their state and last rotation; never a value.',
    filters: zod => ({
      overdue: zod
        .boolean()
        .optional()
        .describe('Only what should have been rotated'),
      owner: zod.string().optional().describe('Entity ref'),
    }),
    checks: { owner: 'EntityRef' },
    items: 'secrets',
    item: secretOutput,
    authorize: credentials => services.authorizeRead(credentials),
    list: ({ owner, ...rest }, credentials) =>
      services.secrets({ ...rest, owner: owner?.toLowerCase() }, credentials),
    describe: found => found,
  });
}
