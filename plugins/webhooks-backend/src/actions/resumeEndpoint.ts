import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeEndpoint } from './describe';
import { endpointId, endpointOutput } from './schemas';

export function registerResumeEndpoint(
  registry: ActionsRegistryService,
  { endpoints }: ActionDependencies,
): void {
  registry.register({
    name: 'resume-endpoint',
    title: 'Resume a webhook endpoint',
    description:
      'An endpoint that is paused gets what has waited. One that was disabled gets what happens from now on; replay-since sends what it missed. Resuming an active one changes nothing.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: endpointId(zod) }),
      output: zod => zod.object({ endpoint: endpointOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const endpoint = await endpoints.resume(
        input.id.toLowerCase(),
        actionContext('resume-endpoint', credentials),
      );
      return { output: { endpoint: describeEndpoint(endpoint) } };
    },
  });
}
