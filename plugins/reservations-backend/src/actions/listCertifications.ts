import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { words } from './lists';

export function registerListCertifications(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-certifications',
    title: 'List certifications',
    description: 'Lists what somebody can be certified for.',
    filters: zod => ({
      q: words(zod),
      siteRef: zod.string().optional().describe('Entity ref'),
    }),
    checks: { siteRef: 'EntityRef' },
    items: 'certifications',
    item: zod =>
      zod.object({
        id: zod.string(),
        name: zod.string(),
        title: zod.string(),
        siteRef: zod.string().optional(),
        validityMonths: zod.number().optional(),
      }),
    authorize: credentials =>
      certifications.authorizeAny('siteRead', credentials),
    list: (query, credentials) => certifications.list(query, credentials),
    describe: ({ id, name, title, siteRef, validityMonths }) => ({
      ...{ id, name, title, siteRef, validityMonths },
    }),
  });
}
