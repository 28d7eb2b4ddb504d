import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeAccessGrant } from './describeAccessGrant';
import { accessGrantOutput, versionSeen } from './schemas';

export function registerUpdateAccessGrant(
  registry: ActionsRegistryService,
  { accessGrants, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'update-access-grant',
    title: 'Change until when access is granted',
    description:
      'Lets an access grant end earlier or later. Says which bookings then run ' +
      'past the access of whose they are; they are left as they are.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the access grant'),
          version: versionSeen(zod),
          ...fieldsOf(zod, 'AccessGrantChange'),
        }),
      output: zod =>
        zod.object({
          grant: accessGrantOutput(zod),
          affectedBookings: zod.array(zod.string()).describe('Ids'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, version, ...change } = input;
      const id = given.toLowerCase();
      await accessGrants.authorizeChange(id, credentials);
      checkBody('AccessGrantChange', change);
      const grant = await accessGrants.change(
        id,
        change,
        version,
        actionContext('update-access-grant', credentials),
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
