import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListCommitments(
  registry: ActionsRegistryService,
  { leaving, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-commitments',
    title: 'List what a person would leave behind',
    description:
      'Lists the bookings still to come or active, the sites, access grants, ' +
      'resources, SSH keys and calendar feeds of a person: what offboard-person ' +
      'hands over or ends.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          person: zod
            .string()
            .describe('Entity ref, for example user:default/researcher'),
        }),
      output: zod =>
        zod.object({
          person: zod.string(),
          inCatalog: zod
            .boolean()
            .optional()
            .describe('Absent while the catalog cannot be asked'),
          bookings: zod.array(
            zod.object({
              id: zod.string(),
              title: zod.string(),
              status: zod.string(),
              start: zod.string().describe('RFC 3339, UTC'),
              end: zod.string().describe('RFC 3339, UTC'),
              owner: zod.string(),
              resourceRefs: zod.array(zod.string()),
            }),
          ),
          participations: zod.number().describe('How many, of others'),
          approvals: zod
            .number()
            .describe('How many pending ones name them to decide'),
          memberships: zod.array(
            zod.object({
              siteRef: zod.string(),
              role: zod.string(),
              lastAdmin: zod.boolean(),
            }),
          ),
          grants: zod.number(),
          resourceRefs: zod.array(zod.string()),
          keys: zod.number(),
          feedTokens: zod.number(),
          truncated: zod.boolean(),
        }),
    },
    action: async ({ input, credentials }) => {
      checkBody('EntityRef', input.person);
      const found = await leaving.commitments(input.person, credentials);
      return {
        output: {
          person: found.person,
          inCatalog: found.inCatalog,
          bookings: found.bookings.map(
            ({ id, title, status, start, end, owner, resourceRefs }) => ({
              id,
              title,
              status,
              start,
              end,
              owner,
              resourceRefs,
            }),
          ),
          participations: found.participations.length,
          approvals: found.approvals.length,
          memberships: found.memberships.map(
            ({ siteRef, role, lastAdmin }) => ({ siteRef, role, lastAdmin }),
          ),
          grants: found.grants.length,
          resourceRefs: found.resources.map(({ entityRef }) => entityRef),
          keys: found.keys.length,
          feedTokens: found.feedTokens.length,
          truncated: found.truncated,
        },
      };
    },
  });
}
