import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkFilters } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerGetProjectUsage(
  registry: ActionsRegistryService,
  { projects, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-project-usage',
    title: 'See what a project has used',
    description:
      'Says what a project has used and has planned, of which budget, and who.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ code: zod.string() }),
      output: zod =>
        zod.object({ usage: zod.object(fieldsOf(zod, 'ProjectUsage')) }),
    },
    action: async ({ input, credentials }) => {
      checkFilters(checkBody, { code: ['Name', input.code] });
      return {
        output: { usage: await projects.usage(input.code, credentials) },
      };
    },
  });
}
