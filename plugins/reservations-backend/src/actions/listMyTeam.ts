import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListMyTeam(
  registry: ActionsRegistryService,
  { team }: ActionDependencies,
): void {
  registry.register({
    name: 'list-my-team',
    title: 'List whom one leads',
    description:
      'Lists whom the caller leads, groups before people; nobody, for most.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod =>
        zod.object({
          members: zod.array(zod.string()).describe('Entity refs'),
        }),
    },
    action: async ({ credentials }) => ({
      output: { members: await team.teamOf(credentials) },
    }),
  });
}
