import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerArchiveSite(
  registry: ActionsRegistryService,
  { sites }: ActionDependencies,
): void {
  registry.register({
    name: 'archive-site',
    title: 'Archive a site',
    description:
      'Archives a site whose resources are all archived; it is no longer shown.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the site'),
        }),
      output: zod => zod.object({ id: zod.string() }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      await sites.archive(id, actionContext('archive-site', credentials));
      return { output: { id } };
    },
  });
}
