import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkText } from '@callboard/backend-openapi';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestOutput } from './outputs';
import { REQUEST_STATUSES, cursor, limit, words } from './schemas';

export function registerListRequests(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-requests',
    title: 'List requests for services',
    description:
      'Lists the requests for cloud services that the caller may see. Of several filters all must hold.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
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
            .describe(
              'Only what this user or account requested, an entity ref',
            ),
          mine: zod
            .boolean()
            .optional()
            .describe('Only what the caller requested'),
          reviewable: zod
            .boolean()
            .optional()
            .describe('Only what the caller may decide on now'),
          order: zod
            .enum(['newest', 'due'])
            .optional()
            .describe('newest if not given'),
          cursor: cursor(zod),
          limit: limit(zod),
        }),
      output: zod =>
        zod.object({
          requests: zod.array(requestOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const {
        q,
        environment,
        offering,
        owner,
        serviceId,
        limit: size = 50,
        ...rest
      } = input;
      await requests.authorizeRead(credentials);
      checkText(q ?? '', 'q');
      for (const name of [environment, offering]) {
        if (name !== undefined) {
          checkBody('Name', name);
        }
      }
      for (const ref of [owner, rest.requestedBy]) {
        if (ref !== undefined) {
          checkBody('EntityRef', ref);
        }
      }
      const page = await requests.list(
        {
          ...rest,
          q,
          environment,
          offering,
          owner: owner?.toLowerCase(),
          serviceId: serviceId?.toLowerCase(),
          limit: size,
        },
        credentials,
      );
      return {
        output: {
          requests: page.items.map(describeRequest),
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
