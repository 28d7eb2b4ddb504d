import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput } from './describeHolding';
import { pageInput, paging } from './lists';

export function registerListMyCertifications(
  registry: ActionsRegistryService,
  { certifications, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-my-certifications',
    title: 'List what one is certified for',
    description: 'Lists what the caller is certified for, the latest first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          statuses: zod
            .array(fieldsOf(zod, 'CertificationHolding').status)
            .max(4)
            .optional(),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          holdings: zod.array(holdingOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      requirePerson(credentials, 'has certifications');
      const { items, nextCursor } = await certifications.mine(
        paging(input),
        credentials,
      );
      return { output: { holdings: items.map(describeHolding), nextCursor } };
    },
  });
}
