import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeProject, projectOutput } from './describeProject';

export function registerListProjects(
  registry: ActionsRegistryService,
  { projects }: ActionDependencies,
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
          q: zod.string().optional().describe('Words of code or title'),
          holder: zod
            .string()
            .optional()
            .describe('Entity ref of who may charge to it'),
          archived: zod.boolean().optional().describe('Also what is archived'),
          cursor: zod.string().optional(),
          limit: zod.number().int().min(1).max(500).optional(),
        }),
      output: zod =>
        zod.object({
          projects: zod.array(projectOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await projects.authorizeAny('projectRead', credentials);
      const { items, nextCursor } = await projects.list(
        { ...input, limit: input.limit ?? 50 },
        credentials,
      );
      return {
        output: { projects: items.map(describeProject), nextCursor },
      };
    },
  });
}
