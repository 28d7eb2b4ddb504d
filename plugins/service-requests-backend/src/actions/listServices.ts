import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeService } from './describe';
import { serviceOutput } from './outputs';
import { SERVICE_STATUSES, words } from './schemas';

export function registerListServices(
  registry: ActionsRegistryService,
  { services, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-services',
    title: 'List services',
    description:
      'Lists the cloud services that the caller may see, by name: what runs, or is about to. Of several filters all must hold.',
    filters: zod => ({
      q: words(zod),
      statuses: zod.array(zod.enum(SERVICE_STATUSES)).max(20).optional(),
      environment: zod.string().optional(),
      region: zod.string().optional(),
      offering: zod.string().optional(),
      owner: zod.string().optional().describe('Entity ref'),
      entityRef: zod
        .string()
        .optional()
        .describe('The one that is this catalog entity'),
      drifted: zod
        .boolean()
        .optional()
        .describe('Only what differs from what was merged'),
      expiresBefore: zod
        .string()
        .optional()
        .describe('With an end date before this day (YYYY-MM-DD)'),
      removed: zod.boolean().optional().describe('With those that are gone'),
    }),
    checks: {
      environment: 'Name',
      region: 'Name',
      offering: 'Name',
      owner: 'EntityRef',
      entityRef: 'EntityRef',
      expiresBefore: 'Day',
    },
    items: 'services',
    item: serviceOutput,
    authorize: credentials => services.authorizeRead(credentials),
    list: ({ owner, entityRef, ...rest }, credentials) =>
      services.list(
        {
          ...rest,
          owner: owner?.toLowerCase(),
          entityRef: entityRef?.toLowerCase(),
        },
        credentials,
      ),
    describe: describeService,
  });
}
