import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { offeringOutput } from './outputs';

export function registerGetOffering(
  registry: ActionsRegistryService,
  { offerings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'get-offering',
    title: 'Read what can be requested',
    description:
      'Reads one kind of cloud service: its operations with the JSON Schema of their parameters, and an example that is valid.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          name: zod.string().describe('For example postgresql'),
        }),
      output: zod => zod.object({ offering: offeringOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      await offerings.authorizeRead(credentials);
      checkBody('Name', input.name);
      return {
        output: { offering: await offerings.get(input.name, credentials) },
      };
    },
  });
}
