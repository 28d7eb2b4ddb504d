import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput } from './describeHolding';

export function registerListCertificationHoldings(
  registry: ActionsRegistryService,
  { certifications, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-certification-holdings',
    title: 'List who is certified',
    description:
      'Lists who is certified for what, where the caller looks after it, the ' +
      'latest first.',
    filters: zod => ({
      person: zod.string().optional().describe('Entity ref'),
      certification: zod.string().optional().describe('Its name'),
      statuses: zod
        .array(fieldsOf(zod, 'CertificationHolding').status)
        .max(4)
        .optional(),
    }),
    checks: { person: 'EntityRef', certification: 'Name' },
    items: 'holdings',
    item: holdingOutput,
    authorize: credentials =>
      certifications.authorizeAny('certificationRead', credentials),
    list: (query, credentials) => certifications.holdings(query, credentials),
    describe: describeHolding,
  });
}
