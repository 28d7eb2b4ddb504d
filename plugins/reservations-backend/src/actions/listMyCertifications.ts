import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';
import { describeHolding, holdingOutput } from './describeHolding';

export function registerListMyCertifications(
  registry: ActionsRegistryService,
  { certifications, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-my-certifications',
    title: 'List what one is certified for',
    description: 'Lists what the caller is certified for, the latest first.',
    filters: zod => ({
      statuses: zod
        .array(fieldsOf(zod, 'CertificationHolding').status)
        .max(4)
        .optional(),
    }),
    items: 'holdings',
    item: holdingOutput,
    authorize: credentials => requirePerson(credentials, 'has certifications'),
    list: (query, credentials) => certifications.mine(query, credentials),
    describe: describeHolding,
  });
}
