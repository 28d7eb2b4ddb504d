import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { checkFilters, pageInput, paging, words } from './lists';

export function registerListCertifications(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-certifications',
    title: 'List certifications',
    description: 'Lists what somebody can be certified for.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: words(zod),
          siteRef: zod.string().optional().describe('Entity ref'),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          certifications: zod.array(
            zod.object({
              id: zod.string(),
              name: zod.string(),
              title: zod.string(),
              siteRef: zod.string().optional(),
              validityMonths: zod.number().optional(),
            }),
          ),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      checkFilters(checkBody, { siteRef: ['EntityRef', input.siteRef] });
      const { items, nextCursor } = await certifications.list(
        paging(input),
        credentials,
      );
      return {
        output: {
          certifications: items.map(
            ({ id, name, title, siteRef, validityMonths }) => ({
              ...{ id, name, title, siteRef, validityMonths },
            }),
          ),
          nextCursor,
        },
      };
    },
  });
}
