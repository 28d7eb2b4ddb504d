import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput } from './describeHolding';
import { checkFilters, pageInput, paging } from './lists';

export function registerListCertificationHoldings(
  registry: ActionsRegistryService,
  { certifications, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-certification-holdings',
    title: 'List who is certified',
    description:
      'Lists who is certified for what, where the caller looks after it, the ' +
      'latest first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          person: zod.string().optional().describe('Entity ref'),
          certification: zod.string().optional().describe('Its name'),
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
      await certifications.authorizeAny('certificationRead', credentials);
      checkFilters(checkBody, {
        person: ['EntityRef', input.person],
        certification: ['Name', input.certification],
      });
      const { items, nextCursor } = await certifications.holdings(
        paging(input),
        credentials,
      );
      return { output: { holdings: items.map(describeHolding), nextCursor } };
    },
  });
}
