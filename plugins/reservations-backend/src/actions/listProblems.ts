import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { entityRefs } from './lists';

export function registerListProblems(
  registry: ActionsRegistryService,
  { problems, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-problems',
    title: 'List problems',
    description:
      'Lists what has been reported of resources that the caller looks after, ' +
      'the newest first.',
    filters: zod => ({
      resourceRefs: entityRefs(zod),
      siteRefs: entityRefs(zod),
      statuses: zod.array(fieldsOf(zod, 'Problem').status).max(3).optional(),
    }),
    checks: { resourceRefs: 'EntityRef', siteRefs: 'EntityRef' },
    items: 'problems',
    item: zod => zod.object(fieldsOf(zod, 'Problem')),
    authorize: credentials => problems.authorizeAny('problemRead', credentials),
    list: (query, credentials) => problems.list(query, credentials),
    describe: found => found,
  });
}
