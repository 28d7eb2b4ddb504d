import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerGetSummary(
  registry: ActionsRegistryService,
  { portal, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-summary',
    title: 'See how much waits for one',
    description:
      'Counts what waits for the caller: requests to review or to change, services that are unwell or end soon, and credentials that are due.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod => zod.object(fieldsOf(zod, 'Summary')),
    },
    action: async ({ credentials }) => ({
      output: await portal.summary(credentials),
    }),
  });
}
