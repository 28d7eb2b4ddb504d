import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { serviceId } from './schemas';

/** An action is not told when nobody waits for it any more. */
const LONGEST_MS = 30_000;

export function registerGetServiceMetrics(
  registry: ActionsRegistryService,
  { services, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-service-metrics',
    title: 'See how a service fares',
    description:
      'Reads the measurements of a cloud service over the last hours.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: serviceId(zod),
          hours: zod
            .number()
            .int()
            .min(1)
            .max(720)
            .optional()
            .describe('Up to now; 24 if not given'),
        }),
      output: zod => zod.object(fieldsOf(zod, 'Metrics')),
    },
    action: async ({ input, credentials }) => ({
      output: await services.metrics(
        input.id.toLowerCase(),
        input.hours ?? 24,
        credentials,
        AbortSignal.timeout(LONGEST_MS),
      ),
    }),
  });
}
