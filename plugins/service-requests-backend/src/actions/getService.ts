import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeService } from './describe';
import { serviceOutput } from './outputs';
import { OPERATIONS, serviceId } from './schemas';

export function registerGetService(
  registry: ActionsRegistryService,
  { services }: ActionDependencies,
): void {
  registry.register({
    name: 'get-service',
    title: 'Read a service',
    description:
      'Reads one cloud service: how it does, how it is reached, where its credentials are (never what they are), what differs from what was merged, and how it was changed.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: serviceId(zod) }),
      output: zod =>
        zod.object({
          service: serviceOutput(zod),
          history: zod.array(
            zod.object({
              at: zod.string(),
              appliedAt: zod.string().optional(),
              operation: zod.enum(OPERATIONS),
              requestId: zod.string(),
              actor: zod.string().optional(),
              changes: zod.array(
                zod.object({
                  parameter: zod.string(),
                  before: zod.any(),
                  after: zod.any(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      const service = await services.get(id, credentials);
      return {
        output: {
          service: describeService(service),
          history: await services.history(id, credentials),
        },
      };
    },
  });
}
