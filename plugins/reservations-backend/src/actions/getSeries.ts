import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerGetSeries(
  registry: ActionsRegistryService,
  { series, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-series',
    title: 'Look at a series of reservations',
    description:
      'Reads the rule of a series, and the bookings of it that the caller may see.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the series'),
        }),
      output: zod =>
        zod.object({ series: zod.object(fieldsOf(zod, 'Series')) }),
    },
    action: async ({ input, credentials }) => ({
      output: { series: await series.get(input.id.toLowerCase(), credentials) },
    }),
  });
}
