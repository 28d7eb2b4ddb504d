import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput } from './describeHolding';
import { idempotencyKey } from './schemas';

export function registerRevokeCertification(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'revoke-certification',
    title: 'Take a certification from somebody',
    description:
      'Answers with bookings to come for which it is missing; they stay and ' +
      'are marked.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of what the person holds'),
          reason: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ holding: holdingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      const id = given.id.toLowerCase();
      await certifications.authorizeHolding(id, credentials);
      const { reason } = given;
      checkBody('HoldingRevocation', reason === undefined ? {} : { reason });
      const holding = await certifications.revoke(
        id,
        reason,
        actionContext('revoke-certification', credentials, given, key),
      );
      return { output: { holding: describeHolding(holding) } };
    },
  });
}
