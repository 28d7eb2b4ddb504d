import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerListAccessGrants(
  registry: ActionsRegistryService,
  { accessGrants, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-access-grants',
    title: 'List access grants',
    description:
      'Lists the access grants on sites that the caller looks after, the latest ' +
      'to end first.',
    filters: zod => ({
      site: zod.string().optional().describe('On this site (entity ref)'),
      resource: zod.string().optional().describe('On this resource'),
      subject: zod
        .string()
        .optional()
        .describe('To this user or group (entity ref)'),
      statuses: zod
        .array(fieldsOf(zod, 'AccessGrant').status)
        .max(4)
        .optional(),
    }),
    checks: { site: 'EntityRef', resource: 'EntityRef', subject: 'EntityRef' },
    items: 'grants',
    item: zod => zod.object(fieldsOf(zod, 'AccessGrant')),
    authorize: credentials =>
      accessGrants.authorizeAny('accessGrantRead', credentials),
    list: ({ site, resource, subject, ...rest }, credentials) =>
      accessGrants.list(
        { ...rest, siteRef: site, resourceRef: resource, subjectRef: subject },
        credentials,
      ),
    describe: found => found,
  });
}
