import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput, termInput } from './describeHolding';

export function registerGrantCertification(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'grant-certification',
    title: 'Certify somebody',
    description:
      'Grants a certification to a user. Who holds it already is refused: ' +
      'renew it instead.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          certificationId: zod.string().describe('Id of the certification'),
          person: zod.string().describe('Entity ref of a user'),
          validFrom: zod
            .string()
            .optional()
            .describe('RFC 3339 instant, or now'),
          ...termInput(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ holding: holdingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      await certifications.authorizeAny('certificationGrant', credentials);
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewHolding', given);
      const holding = await certifications.grant(
        given,
        actionContext('grant-certification', credentials, given, key),
      );
      return { output: { holding: describeHolding(holding) } };
    },
  });
}
