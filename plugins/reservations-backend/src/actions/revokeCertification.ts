import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput } from './describeHolding';

export function registerRevokeCertification(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'revoke-certification',
    title: 'Take a certification from somebody',
    description:
      'Answers with bookings to come for which it is missing; they stay and ' +
      'are marked.',
    destructive: true,
    idempotent: false,
    id: 'Id of what the person holds',
    body: {
      fields: zod => ({
        reason: zod.string().optional(),
      }),
      schema: 'HoldingRevocation',
    },
    output: zod => zod.object({ holding: holdingOutput(zod) }),
    authorize: (id, credentials) =>
      certifications.authorizeHolding(id, credentials),
    act: async (id, { reason }, context) => ({
      holding: describeHolding(
        await certifications.revoke(id, reason, context),
      ),
    }),
  });
}
