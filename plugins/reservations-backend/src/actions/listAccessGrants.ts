import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { checkFilters, pageInput, paging } from './lists';

export function registerListAccessGrants(
  registry: ActionsRegistryService,
  { accessGrants, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-access-grants',
    title: 'List access grants',
    description:
      'Lists the access grants on sites that the caller looks after, the latest ' +
      'to end first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
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
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          grants: zod.array(zod.object(fieldsOf(zod, 'AccessGrant'))),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await accessGrants.authorizeAny('accessGrantRead', credentials);
      const { site, resource, subject, ...rest } = paging(input);
      checkFilters(checkBody, {
        site: ['EntityRef', site],
        resource: ['EntityRef', resource],
        subject: ['EntityRef', subject],
      });
      const { items, nextCursor } = await accessGrants.list(
        {
          ...rest,
          siteRef: site,
          resourceRef: resource,
          subjectRef: subject,
        },
        credentials,
      );
      return { output: { grants: items, nextCursor } };
    },
  });
}
