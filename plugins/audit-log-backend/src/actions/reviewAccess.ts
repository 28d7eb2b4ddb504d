import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkJson, paged } from '@callboard/backend-openapi';
import { normaliseRef } from '@callboard/site-directory';
import { subjectOf } from '../http/requests';
import type { ActionDependencies } from '.';

export function registerReviewAccess(
  registry: ActionsRegistryService,
  { review, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'review-access',
    title: 'Review who may do what',
    description:
      'Lists who can do what, where, through what and since when: one row for ' +
      'each right of each person in the catalog and of each service account. ' +
      'Of several filters all must hold.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          principal: zod
            .string()
            .min(1)
            .max(300)
            .optional()
            .describe('Of this user (entity ref) or service (subject)'),
          roles: zod.array(fieldsOf(zod, 'Right').role).max(20).optional(),
          site: zod.string().optional().describe('In this site (entity ref)'),
          through: zod
            .string()
            .min(1)
            .max(300)
            .optional()
            .describe('Through this group, user, site or access grant'),
          q: zod
            .string()
            .max(200)
            .optional()
            .describe('Words of the person, the site, or what it is through'),
          cursor: zod.string().optional(),
          limit: zod.number().int().min(1).max(500).optional(),
        }),
      output: zod =>
        zod.object({
          rights: zod.array(zod.object(fieldsOf(zod, 'Right'))),
          total: zod.number().describe('Rows on all pages'),
          asOf: zod.string().describe('When it was read'),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await review.authorize(credentials);
      checkJson(input);
      const { principal, roles, site, through, q } = input;
      if (site !== undefined) {
        checkBody('EntityRef', site);
      }
      const { cursor, limit } = paged(input);
      const { items, ...found } = await review.list(
        {
          principal: principal && subjectOf(principal),
          roles,
          siteRef: site && normaliseRef(site, 'site'),
          through: through && subjectOf(through),
          q,
        },
        { cursor, limit },
        credentials,
      );
      return { output: { rights: items, ...found } };
    },
  });
}
