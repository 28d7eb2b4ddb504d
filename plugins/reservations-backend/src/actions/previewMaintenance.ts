import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerPreviewMaintenance(
  registry: ActionsRegistryService,
  { maintenance, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'preview-maintenance',
    title: 'Try maintenance',
    description:
      'Says which bookings a maintenance window would hit, and where each could ' +
      'go. Nothing is saved.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject(fieldsOf(zod, 'MaintenancePreviewRequest')),
      output: zod => zod.object(fieldsOf(zod, 'MaintenancePreview')),
    },
    action: async ({ input, credentials }) => {
      await maintenance.authorizeAny('resourceUpdate', credentials);
      checkBody('MaintenancePreviewRequest', input);
      return { output: await maintenance.preview(input, credentials) };
    },
  });
}
