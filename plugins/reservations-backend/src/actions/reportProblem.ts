import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeProblem, problemOutput } from './problemOutput';

export function registerReportProblem(
  registry: ActionsRegistryService,
  { problems, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'report-problem',
    title: 'Report a problem',
    description:
      'Says what is wrong with a resource; the people who look after it are told.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          resourceId: zod.string().describe('Id of the resource'),
          title: zod.string(),
          description: zod.string().optional(),
          bookingId: zod
            .string()
            .optional()
            .describe('Id of the booking during which it was found'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ problem: problemOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      await problems.authorizeAny('problemCreate', credentials);
      const { idempotencyKey: key, resourceId, ...given } = input;
      checkBody('Id', resourceId);
      await problems.authorizeReportOf(resourceId, credentials);
      checkBody('NewProblem', given);
      const problem = await problems.report(
        resourceId,
        given,
        actionContext('report-problem', credentials, input, key),
      );
      return { output: { problem: describeProblem(problem) } };
    },
  });
}
