import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput, termInput } from './describeHolding';

export function registerRenewCertification(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'renew-certification',
    title: 'Renew a certification of somebody',
    description:
      'Lets it last longer, or less; answers with bookings to come for which ' +
      'it is missing then.',
    destructive: true,
    idempotent: true,
    id: 'Id of what the person holds',
    body: { fields: termInput, schema: 'HoldingRenewal' },
    output: zod => zod.object({ holding: holdingOutput(zod) }),
    authorize: (id, credentials) =>
      certifications.authorizeHolding(id, credentials),
    act: async (id, term, context) => ({
      holding: describeHolding(await certifications.renew(id, term, context)),
    }),
  });
}
