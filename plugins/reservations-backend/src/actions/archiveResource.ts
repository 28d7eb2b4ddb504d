import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerArchiveResource(
  registry: ActionsRegistryService,
  { resources }: ActionDependencies,
): void {
  registry.register({
    name: 'archive-resource',
    title: 'Archive a resource',
    description:
      'Archives a resource: it can no longer be booked. Its bookings stay and ' +
      'are flagged.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the resource'),
        }),
      output: zod => zod.object({ id: zod.string() }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      await resources.archive(
        id,
        actionContext('archive-resource', credentials),
      );
      return { output: { id } };
    },
  });
}
