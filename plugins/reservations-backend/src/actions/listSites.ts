import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { words } from './lists';

export function registerListSites(
  registry: ActionsRegistryService,
  { sites, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-sites',
    title: 'List sites',
    description:
      'Lists the sites that the caller may see, by title, each with its version ' +
      'and what the caller may do with it.',
    filters: zod => ({
      q: words(zod),
      archived: zod.boolean().optional().describe('Also what is archived'),
    }),
    items: 'sites',
    item: zod => zod.object(fieldsOf(zod, 'Site')),
    authorize: credentials => sites.authorizeAny('siteRead', credentials),
    list: (query, credentials) =>
      sites.list({ archived: false, ...query }, credentials),
    describe: found => found,
  });
}
