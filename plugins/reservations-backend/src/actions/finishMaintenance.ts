import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeMaintenance, maintenanceOutput } from './maintenanceSchemas';

export function registerFinishMaintenance(
  registry: ActionsRegistryService,
  { maintenance, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'finish-maintenance',
    title: 'End or cancel maintenance',
    description:
      'Ends a maintenance window that has begun, now, or calls off one that has ' +
      'not; the time can be booked again.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().describe('Id of the maintenance window'),
          how: zod
            .enum(['cancel', 'end'])
            .describe('cancel before it begins, end afterwards'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ window: maintenanceOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      checkBody('Id', given.id);
      await maintenance.authorizeChange(given.id, credentials);
      const window = await maintenance.finish(
        given.id,
        given.how,
        actionContext('finish-maintenance', credentials, given, key),
      );
      return { output: { window: describeMaintenance(window) } };
    },
  });
}
