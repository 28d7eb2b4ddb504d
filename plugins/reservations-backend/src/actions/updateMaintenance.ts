import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  affectedInput,
  describeMaintenance,
  maintenanceOutput,
} from './maintenanceSchemas';

export function registerUpdateMaintenance(
  registry: ActionsRegistryService,
  { maintenance, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'update-maintenance',
    title: 'Change maintenance',
    description:
      'Changes the time or the words of a maintenance window that is not over; ' +
      'bookings that it did not hit before are decided about.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().describe('Id of the maintenance window'),
          version: zod.number().int().describe('The version last seen'),
          from: zod.string().optional().describe('RFC 3339 instant'),
          until: zod.string().optional().describe('RFC 3339 instant'),
          title: zod.string().optional(),
          reason: zod.string().optional(),
          affected: affectedInput(zod),
        }),
      output: zod => zod.object({ window: maintenanceOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { id, version, ...change } = input;
      checkBody('Id', id);
      await maintenance.authorizeChange(id, credentials);
      checkBody('MaintenanceWindowChange', change);
      const window = await maintenance.change(
        id,
        change,
        version,
        actionContext('update-maintenance', credentials, input),
      );
      return { output: { window: describeMaintenance(window) } };
    },
  });
}
