import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestOutput } from './outputs';
import { REQUEST_STATUSES, words } from './schemas';

export function registerListRequests(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-requests',
    title: 'List requests for services',
    description:
      'Lists the requests for cloud services that the caller may see. Of several filters all must hold.',
    filters: zod => ({
      q: words(zod),
      statuses: zod.array(zod.enum(REQUEST_STATUSES)).max(20).optional(),
      environment: zod.string().optional(),
      offering: zod.string().optional(),
      owner: zod.string().optional().describe('Entity ref'),
      serviceId: zod
        .string()
        .uuid()
        .optional()
        .describe('Those that made, changed or remove this service'),
      requestedBy: zod
        .string()
        .optional()
        .describe('Only what this user or account requested, an entity ref'),
      mine: zod.boolean().optional().describe('Only what the caller requested'),
      reviewable: zod
        .boolean()
        .optional()
        .describe('Only what the caller may decide on now'),
      order: zod
        .enum(['newest', 'due'])
        .optional()
        .describe('newest if not given'),
    }),
    checks: {
      environment: 'Name',
      offering: 'Name',
      owner: 'EntityRef',
      requestedBy: 'EntityRef',
    },
    items: 'requests',
    item: requestOutput,
    authorize: credentials => requests.authorizeRead(credentials),
    list: ({ owner, serviceId, ...rest }, credentials) =>
      requests.list(
        {
          ...rest,
          owner: owner?.toLowerCase(),
          serviceId: serviceId?.toLowerCase(),
        },
        credentials,
      ),
    describe: describeRequest,
  });
}
