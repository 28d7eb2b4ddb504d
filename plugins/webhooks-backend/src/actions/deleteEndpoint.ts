import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { endpointId } from './schemas';

export function registerDeleteEndpoint(
  registry: ActionsRegistryService,
  { endpoints }: ActionDependencies,
): void {
  registry.register({
    name: 'delete-endpoint',
    title: 'Delete a webhook endpoint',
    description:
      'Deletes a webhook endpoint: nothing more is sent to it, and what was to ' +
      'be sent never is. What it was sent stays in the log.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: endpointId(zod) }),
      output: zod => zod.object({ id: zod.string() }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      await endpoints.delete(id, actionContext('delete-endpoint', credentials));
      return { output: { id } };
    },
  });
}
