import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeAccessGrant } from './describeAccessGrant';
import { accessGrantOutput } from './schemas';

export function registerRevokeAccessGrant(
  registry: ActionsRegistryService,
  { accessGrants, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'revoke-access-grant',
    title: 'End an access grant now',
    description:
      'Ends access that was granted for a time. Says which bookings then run ' +
      'past the access of whose they are; they are left as they are.',
    destructive: true,
    idempotent: false,
    id: 'Id of the access grant',
    output: zod =>
      zod.object({
        grant: accessGrantOutput(zod),
        affectedBookings: zod.array(zod.string()).describe('Ids'),
      }),
    act: async (id, _, context) => {
      const grant = await accessGrants.revoke(id, context);
      return {
        grant: describeAccessGrant(grant),
        affectedBookings: grant.affectedBookings ?? [],
      };
    },
  });
}
