import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerImportCertifications(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'import-certifications',
    title: 'Certify the people of a list',
    description:
      'Grants or renews a certification for each line of a CSV with the ' +
      'columns person, validFrom, validUntil and evidence, and reports each.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the certification'),
          csv: zod.string(),
          dryRun: zod.boolean().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({
          dryRun: zod.boolean(),
          lines: zod.array(
            zod.object({
              line: zod.number(),
              person: zod.string(),
              outcome: zod
                .string()
                .describe('granted, renewed, unchanged or failed'),
              message: zod.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, idempotencyKey: key, csv, dryRun = false } = input;
      const id = given.toLowerCase();
      await certifications.authorize(id, 'certificationGrant', credentials);
      checkBody('HoldingImport', { csv, dryRun });
      return {
        output: await certifications.import(
          id,
          { csv, dryRun },
          actionContext(
            'import-certifications',
            credentials,
            { id, csv, dryRun },
            key,
          ),
        ),
      };
    },
  });
}
