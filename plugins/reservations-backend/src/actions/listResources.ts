import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { entityRefs, words } from './lists';

export function registerListResources(
  registry: ActionsRegistryService,
  { resources, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-resources',
    title: 'List resources',
    description:
      'Lists the resources that the caller may see, by title, each with its ' +
      'version and what the caller may do with it. find-slots says what is free.',
    filters: zod => ({
      q: words(zod),
      resourceRefs: entityRefs(zod).describe('These resources'),
      site: zod.string().optional().describe('In this site (entity ref)'),
      type: zod.string().optional().describe('Name of a resource type'),
      status: fieldsOf(zod, 'Resource').status.optional(),
      archived: zod.boolean().optional().describe('Also what is archived'),
    }),
    checks: { site: 'EntityRef', resourceRefs: 'EntityRef', type: 'Name' },
    items: 'resources',
    item: zod => zod.object(fieldsOf(zod, 'Resource')),
    authorize: credentials =>
      resources.authorizeAny('resourceRead', credentials),
    list: ({ site, resourceRefs, ...rest }, credentials) =>
      resources.list(
        { archived: false, ...rest, refs: resourceRefs, siteRef: site },
        credentials,
      ),
    describe: found => found,
  });
}
