import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeProject, projectOutput } from './describeProject';
import { words } from './lists';

export function registerListProjects(
  registry: ActionsRegistryService,
  { projects, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-projects',
    title: 'List projects',
    description:
      'Lists the projects that the caller may see, with what is left of each.',
    filters: zod => ({
      q: words(zod),
      holder: zod
        .string()
        .optional()
        .describe('Entity ref of who may charge to it'),
      archived: zod.boolean().optional().describe('Also what is archived'),
    }),
    checks: { holder: 'EntityRef' },
    items: 'projects',
    item: projectOutput,
    authorize: credentials => projects.authorizeAny('projectRead', credentials),
    list: (query, credentials) => projects.list(query, credentials),
    describe: describeProject,
  });
}
