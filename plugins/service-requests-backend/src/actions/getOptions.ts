import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerGetOptions(
  registry: ActionsRegistryService,
  { portal, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-options',
    title: 'See from what one may choose',
    description:
      'Reads the environments, regions and owners from which the caller may choose for a request, and what this portal is connected to.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod => zod.object(fieldsOf(zod, 'Options')),
    },
    action: async ({ credentials }) => ({
      output: await portal.options(credentials),
    }),
  });
}
