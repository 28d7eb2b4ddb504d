import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { OffboardRequest } from '@callboard/backstage-plugin-reservations-common';
import type { ActionDependencies } from '.';

export function registerOffboardPerson(
  registry: ActionsRegistryService,
  { leaving, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'offboard-person',
    title: 'Hand over or end what a person leaves behind',
    description:
      'Hands bookings over to somebody else or cancels them, and removes a ' +
      'person’s site memberships, access grants, SSH keys and calendar feeds. ' +
      'Each is done by itself; what fails says why. list-commitments says what ' +
      'there is.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          person: zod
            .string()
            .describe('Entity ref, for example user:default/researcher'),
          bookings: zod
            .array(
              zod.strictObject({
                id: zod.string().uuid(),
                action: zod.enum(['transfer', 'cancel']),
                to: zod
                  .string()
                  .optional()
                  .describe('Whose it becomes: entity ref of a user or group'),
              }),
            )
            .max(500)
            .optional(),
          memberships: zod.literal('remove').optional(),
          grants: zod.literal('revoke').optional(),
          keys: zod.literal('remove').optional(),
          feedTokens: zod.literal('revoke').optional(),
          reason: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({
          results: zod.array(
            zod.object({
              kind: zod.string(),
              id: zod.string(),
              role: zod.string().optional(),
              outcome: zod
                .string()
                .describe(
                  'transferred, cancelled, removed, revoked, unchanged or failed',
                ),
              message: zod.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { person, idempotencyKey: key, ...wanted } = input;
      checkBody('EntityRef', person);
      checkBody('OffboardRequest', wanted);
      const request: OffboardRequest = {
        ...wanted,
        bookings: wanted.bookings?.map(one => ({
          ...one,
          id: one.id.toLowerCase(),
        })),
      };
      const output = await leaving.offboard(
        person,
        request,
        actionContext('offboard-person', credentials, { person, wanted }, key),
      );
      return { output };
    },
  });
}
