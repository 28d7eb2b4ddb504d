import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeAccessGrant } from './describeAccessGrant';
import { accessGrantOutput, idempotencyKey } from './schemas';

export function registerRevokeAccessGrant(
  registry: ActionsRegistryService,
  { accessGrants }: ActionDependencies,
): void {
  registry.register({
    name: 'revoke-access-grant',
    title: 'End an access grant now',
    description:
      'Ends access that was granted for a time. Says which bookings then run ' +
      'past the access of whose they are; they are left as they are.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the access grant'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({
          grant: accessGrantOutput(zod),
          affectedBookings: zod.array(zod.string()).describe('Ids'),
        }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      const grant = await accessGrants.revoke(
        id,
        actionContext(
          'revoke-access-grant',
          credentials,
          { id },
          input.idempotencyKey,
        ),
      );
      return {
        output: {
          grant: describeAccessGrant(grant),
          affectedBookings: grant.affectedBookings ?? [],
        },
      };
    },
  });
}
