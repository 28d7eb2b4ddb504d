import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerGetDashboard(
  registry: ActionsRegistryService,
  { endpoints, dashboard, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-dashboard',
    title: 'See whether webhooks are well',
    description:
      'Says whether all endpoints that the caller may see are well, which are ' +
      'not, and where the caller may create some.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod => zod.object(fieldsOf(zod, 'Dashboard')),
    },
    action: async ({ credentials }) => {
      await endpoints.authorizeRead(credentials);
      return {
        output: {
          ...(await dashboard.read(credentials)),
          createIn: await endpoints.createIn(credentials),
        },
      };
    },
  });
}
