import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { checkFilters, entityRefs, pageInput, paging } from './lists';
import { describeMaintenance, maintenanceOutput } from './maintenanceSchemas';

export function registerListMaintenance(
  registry: ActionsRegistryService,
  { maintenance, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-maintenance',
    title: 'List maintenance',
    description:
      'Lists the maintenance windows of resources that the caller may see, by ' +
      'start; with from and to, those that overlap.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          from: zod.string().optional().describe('RFC 3339 instant'),
          to: zod.string().optional().describe('RFC 3339 instant'),
          resourceRefs: entityRefs(zod),
          siteRefs: entityRefs(zod),
          statuses: zod
            .array(fieldsOf(zod, 'MaintenanceWindow').status)
            .max(4)
            .optional(),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          windows: zod.array(maintenanceOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await maintenance.authorizeAny('resourceRead', credentials);
      const { from, to, ...rest } = paging(input);
      checkFilters(checkBody, {
        from: ['Instant', from],
        to: ['Instant', to],
        resourceRefs: ['EntityRef', rest.resourceRefs],
        siteRefs: ['EntityRef', rest.siteRefs],
      });
      const { items, nextCursor } = await maintenance.list(
        {
          ...rest,
          from: from === undefined ? undefined : Date.parse(from),
          to: to === undefined ? undefined : Date.parse(to),
        },
        credentials,
      );
      return {
        output: { windows: items.map(describeMaintenance), nextCursor },
      };
    },
  });
}
