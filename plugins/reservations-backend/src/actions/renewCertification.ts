import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput, termInput } from './describeHolding';
import { idempotencyKey } from './schemas';

export function registerRenewCertification(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'renew-certification',
    title: 'Renew a certification of somebody',
    description:
      'Lets it last longer, or less; answers with bookings to come for which ' +
      'it is missing then.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of what the person holds'),
          ...termInput(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ holding: holdingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      const id = given.id.toLowerCase();
      await certifications.authorizeHolding(id, credentials);
      const { id: _, ...term } = given;
      checkBody('HoldingRenewal', term);
      const holding = await certifications.renew(
        id,
        term,
        actionContext('renew-certification', credentials, given, key),
      );
      return { output: { holding: describeHolding(holding) } };
    },
  });
}
