import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { entityRefs } from './lists';
import { describeMaintenance, maintenanceOutput } from './maintenanceSchemas';

export function registerListMaintenance(
  registry: ActionsRegistryService,
  { maintenance, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-maintenance',
    title: 'List maintenance',
    description:
      'Lists the maintenance windows of resources that the caller may see, by ' +
      'start; with from and to, those that overlap.',
    filters: zod => ({
      from: zod.string().optional().describe('RFC 3339 instant'),
      to: zod.string().optional().describe('RFC 3339 instant'),
      resourceRefs: entityRefs(zod),
      siteRefs: entityRefs(zod),
      statuses: zod
        .array(fieldsOf(zod, 'MaintenanceWindow').status)
        .max(4)
        .optional(),
    }),
    checks: {
      from: 'Instant',
      to: 'Instant',
      resourceRefs: 'EntityRef',
      siteRefs: 'EntityRef',
    },
    items: 'windows',
    item: maintenanceOutput,
    authorize: credentials =>
      maintenance.authorizeAny('resourceRead', credentials),
    list: ({ from, to, ...rest }, credentials) =>
      maintenance.list(
        {
          ...rest,
          from: from === undefined ? undefined : Date.parse(from),
          to: to === undefined ? undefined : Date.parse(to),
        },
        credentials,
      ),
    describe: describeMaintenance,
  });
}
