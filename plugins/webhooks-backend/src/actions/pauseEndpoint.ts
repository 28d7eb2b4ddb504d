import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeEndpoint } from './describe';
import { endpointId, endpointOutput } from './schemas';

export function registerPauseEndpoint(
  registry: ActionsRegistryService,
  { endpoints }: ActionDependencies,
): void {
  registry.register({
    name: 'pause-endpoint',
    title: 'Pause a webhook endpoint',
    description:
      'Nothing is sent to the endpoint until it is resumed; deliveries wait and keep their order. Pausing one that is paused changes nothing.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: endpointId(zod) }),
      output: zod => zod.object({ endpoint: endpointOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const endpoint = await endpoints.pause(
        input.id.toLowerCase(),
        actionContext('pause-endpoint', credentials),
      );
      return { output: { endpoint: describeEndpoint(endpoint) } };
    },
  });
}
