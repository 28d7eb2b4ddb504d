import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkText } from '@callboard/backend-openapi';
import { ENDPOINT_STATUSES } from '@callboard/backstage-plugin-webhooks-common';
import { entityOf } from '../http/requests';
import type { ActionDependencies } from '.';
import { describeEndpoint } from './describe';
import { cursor, endpointOutput } from './schemas';

export function registerListEndpoints(
  registry: ActionsRegistryService,
  { endpoints, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-endpoints',
    title: 'List webhook endpoints',
    description:
      'Lists the webhook endpoints that the caller may see, by title: where ' +
      'events are sent, which, and whether they arrive.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: zod
            .string()
            .max(200)
            .optional()
            .describe('Words in the title, description or URL'),
          status: zod.enum(ENDPOINT_STATUSES).optional(),
          site: zod
            .string()
            .optional()
            .describe('Endpoints whose scope is in this site (entity ref)'),
          cursor: cursor(zod),
          limit: zod.number().int().min(1).max(500).optional(),
        }),
      output: zod =>
        zod.object({
          endpoints: zod.array(endpointOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { q, status, site, limit = 50 } = input;
      await endpoints.authorizeRead(credentials);
      checkText(q ?? '', 'q');
      if (site !== undefined) {
        checkBody('EntityRef', site);
      }
      const page = await endpoints.list(
        {
          q,
          status,
          siteRef: entityOf(site, 'site'),
          cursor: input.cursor,
          limit,
        },
        credentials,
      );
      return {
        output: {
          endpoints: page.items.map(describeEndpoint),
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
