import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { budgetInput, describeProject, projectOutput } from './describeProject';

export function registerUpdateProject(
  registry: ActionsRegistryService,
  { projects, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'update-project',
    title: 'Change a project',
    description:
      'Changes title, holders, dates or budget of a project as it is by now. ' +
      'What is booked stays.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          code: zod.string(),
          title: zod.string().optional(),
          description: zod.string().nullable().optional(),
          holders: zod.array(zod.string()).optional(),
          from: zod.string().optional().describe('RFC 3339 instant'),
          until: zod
            .string()
            .nullable()
            .optional()
            .describe('RFC 3339 instant; null where it does not end'),
          budget: budgetInput(zod).optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ project: projectOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { code, idempotencyKey: key, ...change } = input;
      await projects.authorizeChange(code, credentials);
      checkBody('ProjectChange', change);
      const given = { code, ...change };
      const project = await projects.update(
        code,
        change,
        '*',
        actionContext('update-project', credentials, given, key),
      );
      return { output: { project: describeProject(project) } };
    },
  });
}
