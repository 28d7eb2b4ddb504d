import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { serviceId } from './schemas';

export function registerGetServiceDependents(
  registry: ActionsRegistryService,
  { services, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-service-dependents',
    title: 'See what depends on a service',
    description:
      'Lists the catalog entities that depend on a cloud service, as far as the caller may see them.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: serviceId(zod) }),
      output: zod => zod.object(fieldsOf(zod, 'Dependents')),
    },
    action: async ({ input, credentials }) => ({
      output: await services.dependents(input.id.toLowerCase(), credentials),
    }),
  });
}
