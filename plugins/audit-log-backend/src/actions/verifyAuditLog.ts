import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerVerifyAuditLog(
  registry: ActionsRegistryService,
  { verifier }: ActionDependencies,
): void {
  registry.register({
    name: 'verify-audit-log',
    title: 'Verify the audit log',
    description:
      'Checks every entry of the audit log against its signature, its ' +
      'neighbours and the signed heads outside the database, and names the ' +
      'first place that was tampered with. Takes some minutes for a million ' +
      'entries.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod =>
        zod.object({
          valid: zod.boolean(),
          checked: zod.number().describe('Entries looked at'),
          firstBroken: zod
            .object({
              position: zod.number(),
              reason: zod.string(),
              message: zod.string(),
            })
            .optional(),
          heads: zod.string().describe('What the signed heads vouch for'),
        }),
    },
    action: async ({ credentials }) => {
      const found = await verifier.verify(credentials);
      return {
        output: {
          valid: found.valid,
          checked: found.checked,
          firstBroken: found.firstBroken && {
            position: found.firstBroken.position,
            reason: found.firstBroken.reason,
            message: found.firstBroken.message,
          },
          heads: found.heads.message,
        },
      };
    },
  });
}
