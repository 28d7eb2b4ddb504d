import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeEndpoint } from './describe';
import { endpointId, endpointOutput } from './schemas';

export function registerUpdateEndpoint(
  registry: ActionsRegistryService,
  { endpoints, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'update-endpoint',
    title: 'Change a webhook endpoint',
    description:
      'Changes where events are sent, which, or what is said of the endpoint; ' +
      'what is left out stays. Whoever changes what is sent where, without ' +
      'being its owner or able to act for them, becomes its owner.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: endpointId(zod),
          version: zod
            .number()
            .int()
            .min(1)
            .describe('The version last seen; another one is refused'),
          ...fieldsOf(zod, 'EndpointChange'),
        }),
      output: zod => zod.object({ endpoint: endpointOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, version, ...change } = input;
      const id = given.toLowerCase();
      await endpoints.authorize(id, 'change', credentials);
      checkBody('EndpointChange', change);
      const endpoint = await endpoints.update(
        id,
        change,
        version,
        actionContext('update-endpoint', credentials),
      );
      return { output: { endpoint: describeEndpoint(endpoint) } };
    },
  });
}
