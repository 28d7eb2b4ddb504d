import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeProblem, problemOutput } from './problemOutput';

export function registerResolveProblem(
  registry: ActionsRegistryService,
  { problems, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'resolve-problem',
    title: 'Acknowledge or resolve a problem',
    description:
      'Says that somebody looks into a reported problem, or that it is solved; ' +
      'who reported it is told.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().describe('Id of the problem'),
          status: zod.enum(['acknowledged', 'resolved']),
          resolution: zod.string().optional().describe('What was done'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ problem: problemOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      checkBody('Id', given.id);
      await problems.authorizeChange(given.id, credentials);
      const { resolution } = given;
      checkBody(
        'ProblemResolution',
        resolution === undefined ? {} : { resolution },
      );
      const context = actionContext('resolve-problem', credentials, given, key);
      const problem =
        given.status === 'acknowledged'
          ? await problems.acknowledge(given.id, context)
          : await problems.resolve(given.id, resolution, context);
      return { output: { problem: describeProblem(problem) } };
    },
  });
}
