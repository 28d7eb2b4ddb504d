import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { versionSeen } from './schemas';

export function registerUpdateSeries(
  registry: ActionsRegistryService,
  { series, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'update-series',
    title: 'Change a series of reservations',
    description:
      'Changes everything in a series that has not begun; what is left out ' +
      'stays. To move it, or to give it another rule, use update-booking on one ' +
      'of its bookings, with apply.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the series'),
          version: versionSeen(zod),
          ...fieldsOf(zod, 'SeriesChange'),
        }),
      output: zod =>
        zod.object({ series: zod.object(fieldsOf(zod, 'Series')) }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, version, ...rest } = input;
      const id = given.toLowerCase();
      await series.authorize(id, 'update', credentials);
      const change = withoutUndefined(rest);
      checkBody('SeriesChange', change);
      const changed = await series.update(
        id,
        { change, ifMatch: version },
        actionContext('update-series', credentials),
      );
      return { output: { series: changed } };
    },
  });
}
