import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeProject, projectOutput } from './describeProject';

export function registerArchiveProject(
  registry: ActionsRegistryService,
  { projects }: ActionDependencies,
): void {
  registry.register({
    name: 'archive-project',
    title: 'Archive a project',
    description:
      'Lets nothing more be charged to a project; what is booked stays.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          code: zod.string(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ project: projectOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { code, idempotencyKey: key } = input;
      const project = await projects.archive(
        code,
        actionContext('archive-project', credentials, { code }, key),
      );
      return { output: { project: describeProject(project) } };
    },
  });
}
