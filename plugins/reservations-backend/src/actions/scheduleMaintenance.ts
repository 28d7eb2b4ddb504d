import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  affectedInput,
  describeMaintenance,
  maintenanceOutput,
} from './maintenanceSchemas';

export function registerScheduleMaintenance(
  registry: ActionsRegistryService,
  { maintenance, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'schedule-maintenance',
    title: 'Schedule maintenance',
    description:
      'Takes a resource and its parts out of service for a time, and keeps, moves ' +
      'or cancels the bookings in the way in the same step.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          resourceRef: zod.string().describe('Entity ref of the resource'),
          from: zod.string().optional().describe('RFC 3339 instant, or now'),
          until: zod.string().describe('RFC 3339 instant'),
          title: zod.string(),
          reason: zod.string().optional(),
          affected: affectedInput(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ window: maintenanceOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      await maintenance.authorizeAny('resourceUpdate', credentials);
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewMaintenanceWindow', given);
      const window = await maintenance.create(
        given,
        actionContext('schedule-maintenance', credentials, given, key),
      );
      return { output: { window: describeMaintenance(window) } };
    },
  });
}
