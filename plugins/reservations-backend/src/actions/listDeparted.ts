import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListDeparted(
  registry: ActionsRegistryService,
  { leaving }: ActionDependencies,
): void {
  registry.register({
    name: 'list-departed',
    title: 'List people who have left something behind',
    description:
      'Lists people who are no longer in the catalog and have bookings still ' +
      'to come, sites, access grants, resources, SSH keys or calendar feeds.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod =>
        zod.object({
          people: zod.array(
            zod.object({
              ref: zod.string(),
              bookings: zod.number(),
              memberships: zod.number(),
              grants: zod.number(),
              resources: zod.number(),
              keys: zod.number(),
              feedTokens: zod.number(),
            }),
          ),
          doubtful: zod
            .boolean()
            .describe('Most people are missing: the catalog may be loading'),
        }),
    },
    action: async ({ credentials }) => {
      const { items, doubtful } = await leaving.departed(credentials);
      return { output: { people: items, doubtful } };
    },
  });
}
