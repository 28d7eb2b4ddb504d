import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListCertifications(
  registry: ActionsRegistryService,
  { certifications }: ActionDependencies,
): void {
  registry.register({
    name: 'list-certifications',
    title: 'List certifications',
    description: 'Lists what somebody can be certified for.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: zod.string().optional(),
          siteRef: zod.string().optional().describe('Entity ref'),
          cursor: zod.string().optional(),
          limit: zod.number().int().min(1).max(500).optional(),
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
      const { items, nextCursor } = await certifications.list(
        { ...input, limit: input.limit ?? 50 },
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
