import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListAuditActions(
  registry: ActionsRegistryService,
  { entries }: ActionDependencies,
): void {
  registry.register({
    name: 'list-audit-actions',
    title: 'List what the audit log records',
    description:
      'Lists the names of all actions in the audit log, for list-audit-entries.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod => zod.object({ actions: zod.array(zod.string()) }),
    },
    action: async ({ credentials }) => {
      await entries.authorizeRead(credentials);
      return { output: { actions: await entries.actions(credentials) } };
    },
  });
}
