import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerCancelSeries(
  registry: ActionsRegistryService,
  { series, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'cancel-series',
    title: 'Cancel a series of reservations',
    description:
      'Cancels every booking of a series that has not begun. What is active ' +
      'goes on; cancel-booking ends that.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the series'),
          reason: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ id: zod.string() }),
    },
    action: async ({ input, credentials }) => {
      const { reason, idempotencyKey: key } = input;
      const id = input.id.toLowerCase();
      checkBody('CancelRequest', reason === undefined ? {} : { reason });
      await series.cancel(
        id,
        reason,
        actionContext('cancel-series', credentials, { id, reason }, key),
      );
      return { output: { id } };
    },
  });
}
