import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerImportInventory(
  registry: ActionsRegistryService,
  { inventoryBulk, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'import-inventory',
    title: 'Import an inventory',
    description:
      'Creates and changes sites, resource types and resources from CSV or YAML, ' +
      'all or nothing; a dry run, unless told otherwise, says what it would do.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          format: zod.enum(['csv', 'yaml']),
          text: zod.string().describe('The file'),
          dryRun: zod.boolean().optional().describe('true where left out'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({
          applied: zod.boolean(),
          counts: zod.object({
            create: zod.number(),
            update: zod.number(),
            unchanged: zod.number(),
            error: zod.number(),
          }),
          errors: zod.array(
            zod.object({
              line: zod.number(),
              name: zod.string().optional(),
              field: zod.string().optional(),
              message: zod.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      await inventoryBulk.authorizeImport(credentials);
      const { idempotencyKey: key, dryRun = true, ...file } = input;
      const given = { ...file, dryRun };
      checkBody('InventoryImport', given);
      const { applied, counts, lines } = await inventoryBulk.import(
        given,
        actionContext('import-inventory', credentials, given, key),
      );
      const errors = lines
        .filter(({ action }) => action === 'error')
        .map(({ line, name, field, message }) => ({
          line,
          name,
          field,
          message,
        }));
      return { output: { applied, counts, errors } };
    },
  });
}
