import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListPolicies(
  registry: ActionsRegistryService,
  { portal, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-policies',
    title: 'List the rules for requests',
    description: 'Lists the rules that every request is checked against.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod =>
        zod.object({
          policies: zod.array(zod.object(fieldsOf(zod, 'PolicyRule'))),
        }),
    },
    action: async ({ credentials }) => ({
      output: { policies: await portal.policies(credentials) },
    }),
  });
}
