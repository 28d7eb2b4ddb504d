import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeEndpoint } from './describe';
import { endpointId, endpointOutput } from './schemas';

export function registerGetEndpoint(
  registry: ActionsRegistryService,
  { endpoints, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-endpoint',
    title: 'Look at a webhook endpoint',
    description:
      'Reads one webhook endpoint: where events are sent, which, and how that ' +
      'went over the last 24 hours; neither its secret nor its headers.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: endpointId(zod) }),
      output: zod =>
        zod.object({
          endpoint: endpointOutput(zod),
          health: fieldsOf(zod, 'Endpoint').health,
        }),
    },
    action: async ({ input, credentials }) => {
      const endpoint = await endpoints.get(input.id.toLowerCase(), credentials);
      return {
        output: {
          endpoint: describeEndpoint(endpoint),
          health: endpoint.health,
        },
      };
    },
  });
}
