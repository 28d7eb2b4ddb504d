import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { words } from './lists';

export function registerListResourceTypes(
  registry: ActionsRegistryService,
  { types, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-resource-types',
    title: 'List resource types',
    description:
      'Lists the resource types that the caller may see, by title: what booking ' +
      'a resource of the type asks for, by which rules, and what it costs.',
    filters: zod => ({
      q: words(zod),
      site: zod
        .string()
        .optional()
        .describe('Of this site (entity ref), and of every site'),
    }),
    checks: { site: 'EntityRef' },
    items: 'types',
    item: zod => zod.object(fieldsOf(zod, 'ResourceType')),
    authorize: credentials => types.authorizeAny('typeRead', credentials),
    list: ({ site, ...rest }, credentials) =>
      types.list({ ...rest, siteRef: site }, credentials),
    describe: found => found,
  });
}
