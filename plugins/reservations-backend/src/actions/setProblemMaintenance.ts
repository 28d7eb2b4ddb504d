import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  affectedInput,
  describeMaintenance,
  maintenanceOutput,
} from './maintenanceSchemas';

export function registerSetProblemMaintenance(
  registry: ActionsRegistryService,
  { problems, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'set-problem-maintenance',
    title: 'Take a resource out of service for a problem',
    description:
      'Begins maintenance of the resource of a reported problem now, and keeps, ' +
      'moves or cancels the bookings in the way in the same step.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().describe('Id of the problem'),
          until: zod.string().describe('RFC 3339 instant'),
          title: zod.string().optional(),
          reason: zod.string().optional(),
          affected: affectedInput(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ window: maintenanceOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, id, ...given } = input;
      checkBody('Id', id);
      await problems.authorizeChange(id, credentials, 'resourceUpdate');
      checkBody('ProblemMaintenance', given);
      const window = await problems.setMaintenance(
        id,
        given,
        actionContext('set-problem-maintenance', credentials, input, key),
      );
      return { output: { window: describeMaintenance(window) } };
    },
  });
}
