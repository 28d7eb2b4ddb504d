import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeProject, projectOutput } from './describeProject';
import { checkFilters, pageInput, paging, words } from './lists';

export function registerListProjects(
  registry: ActionsRegistryService,
  { projects, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-projects',
    title: 'List projects',
    description:
      'Lists the projects that the caller may see, with what is left of each.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: words(zod),
          holder: zod
            .string()
            .optional()
            .describe('Entity ref of who may charge to it'),
          archived: zod.boolean().optional().describe('Also what is archived'),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          projects: zod.array(projectOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await projects.authorizeAny('projectRead', credentials);
      checkFilters(checkBody, { holder: ['EntityRef', input.holder] });
      const { items, nextCursor } = await projects.list(
        paging(input),
        credentials,
      );
      return {
        output: { projects: items.map(describeProject), nextCursor },
      };
    },
  });
}
