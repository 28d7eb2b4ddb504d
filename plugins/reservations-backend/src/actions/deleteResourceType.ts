import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerDeleteResourceType(
  registry: ActionsRegistryService,
  { types }: ActionDependencies,
): void {
  registry.register({
    name: 'delete-resource-type',
    title: 'Delete a resource type',
    description: 'Deletes a resource type that no resource uses.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the resource type'),
        }),
      output: zod => zod.object({ id: zod.string() }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      await types.delete(
        id,
        actionContext('delete-resource-type', credentials),
      );
      return { output: { id } };
    },
  });
}
