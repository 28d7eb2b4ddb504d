import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListQuotas(
  registry: ActionsRegistryService,
  { portal, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-quotas',
    title: 'List quotas',
    description:
      'Lists how much of each quota an owner uses, holds in open requests, and has left.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          owner: zod
            .string()
            .describe(
              'Entity ref of a user or group for whom the caller may request',
            ),
        }),
      output: zod =>
        zod.object({
          quotas: zod.array(zod.object(fieldsOf(zod, 'QuotaUse'))),
        }),
    },
    action: async ({ input, credentials }) => {
      await portal.authorize(credentials);
      checkBody('EntityRef', input.owner);
      return {
        output: { quotas: await portal.quotas(input.owner, credentials) },
      };
    },
  });
}
