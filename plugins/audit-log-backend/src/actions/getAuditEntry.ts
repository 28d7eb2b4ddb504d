import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerGetAuditEntry(
  registry: ActionsRegistryService,
  { entries, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-audit-entry',
    title: 'Look at an audit log entry',
    description:
      'Reads one entry of the audit log, with what it changed and all that was ' +
      'recorded of it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod
            .string()
            .uuid()
            .describe('Id of the entry, as list-audit-entries has it'),
        }),
      output: zod =>
        zod.object({ entry: zod.object(fieldsOf(zod, 'EntryDetail')) }),
    },
    action: async ({ input, credentials }) => ({
      output: { entry: await entries.get(input.id.toLowerCase(), credentials) },
    }),
  });
}
