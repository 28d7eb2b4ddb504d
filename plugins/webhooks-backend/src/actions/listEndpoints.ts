import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import { ENDPOINT_STATUSES } from '@callboard/backstage-plugin-webhooks-common';
import { entityOf } from '../http/requests';
import type { ActionDependencies } from '.';
import { describeEndpoint } from './describe';
import { endpointOutput } from './schemas';

export function registerListEndpoints(
  registry: ActionsRegistryService,
  { endpoints, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-endpoints',
    title: 'List webhook endpoints',
    description:
      'Lists the webhook endpoints that the caller may see, by title: where ' +
      'events are sent, which, and whether they arrive.',
    filters: zod => ({
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
    }),
    checks: { site: 'EntityRef' },
    items: 'endpoints',
    item: endpointOutput,
    authorize: credentials => endpoints.authorizeRead(credentials),
    list: ({ site, ...rest }, credentials) =>
      endpoints.list({ ...rest, siteRef: entityOf(site, 'site') }, credentials),
    describe: describeEndpoint,
  });
}
