import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { budgetInput, describeProject, projectOutput } from './describeProject';

export function registerCreateProject(
  registry: ActionsRegistryService,
  { projects, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'create-project',
    title: 'Create a project',
    description:
      'Creates a charge code with holders, dates and a budget in hours or ' +
      'money, for one site or for all.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          code: zod.string().describe('What bookings name it by; permanent'),
          title: zod.string(),
          description: zod.string().optional(),
          siteRef: zod.string().optional().describe('Entity ref of a site'),
          holders: zod
            .array(zod.string())
            .describe('Entity refs of users and groups'),
          from: zod.string().optional().describe('RFC 3339 instant, or now'),
          until: zod.string().optional().describe('RFC 3339 instant'),
          budget: budgetInput(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ project: projectOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      await projects.authorizeAny('projectCreate', credentials);
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewProject', given);
      const project = await projects.create(
        given,
        actionContext('create-project', credentials, given, key),
      );
      return { output: { project: describeProject(project) } };
    },
  });
}
