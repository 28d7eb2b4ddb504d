import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerUpdateSiteMembers(
  registry: ActionsRegistryService,
  { siteMembers, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'update-site-members',
    title: 'Change who belongs to a site',
    description:
      'Adds and removes admins and members of a site, many at once. What cannot ' +
      'be done is reported with that person and does not hold up the others.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod => {
        const people = zod
          .array(
            zod.strictObject({
              ref: zod.string().describe('Entity ref of a user or group'),
              role: zod.enum(['admin', 'member']),
            }),
          )
          .max(500)
          .optional();
        return zod.strictObject({
          siteId: zod.string().uuid().describe('Id of the site'),
          add: people,
          remove: people,
          idempotencyKey: idempotencyKey(zod),
        });
      },
      output: zod =>
        zod.object({
          results: zod.array(
            zod.object({
              ref: zod.string(),
              role: zod.string(),
              outcome: zod
                .string()
                .describe('added, removed, unchanged or failed'),
              message: zod.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { add, remove, idempotencyKey: key } = input;
      const siteId = input.siteId.toLowerCase();
      await siteMembers.authorize(siteId, credentials);
      const change = { ...(add ? { add } : {}), ...(remove ? { remove } : {}) };
      checkBody('SiteMembersChange', change);
      const given = { siteId, ...change };
      return {
        output: await siteMembers.change(
          siteId,
          change,
          actionContext('update-site-members', credentials, given, key),
        ),
      };
    },
  });
}
