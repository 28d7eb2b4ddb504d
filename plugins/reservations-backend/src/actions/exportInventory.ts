import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkFilters } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerExportInventory(
  registry: ActionsRegistryService,
  { inventoryBulk, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'export-inventory',
    title: 'Export an inventory',
    description:
      'Writes the sites, resource types and resources that the caller may see ' +
      'as CSV or YAML, which import-inventory takes.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          format: zod.enum(['csv', 'yaml']).optional().describe('Or else csv'),
          site: zod.string().optional().describe('Of this site (entity ref)'),
        }),
      output: zod =>
        zod.object({ file: zod.object(fieldsOf(zod, 'InventoryFile')) }),
    },
    action: async ({ input, credentials }) => {
      const { format, site } = input;
      await inventoryBulk.authorizeExport(credentials);
      checkFilters(checkBody, { site: ['EntityRef', site] });
      const file = await inventoryBulk.export(
        { format, siteRef: site },
        credentials,
      );
      return { output: { file } };
    },
  });
}
