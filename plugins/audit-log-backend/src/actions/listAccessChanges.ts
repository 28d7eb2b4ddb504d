import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkJson, paged } from '@callboard/backend-openapi';
import { at, subjectOf } from '../http/requests';
import type { ActionDependencies } from '.';
import { describeEntry, entryOutput } from './describeEntry';

export function registerListAccessChanges(
  registry: ActionsRegistryService,
  { review, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-access-changes',
    title: 'List how rights came and went',
    description:
      'Lists how rights came and went, newest first: by a group that the ' +
      'catalog synchronised, by a site’s admins, by an access grant.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          principal: zod
            .string()
            .min(1)
            .max(300)
            .optional()
            .describe('Of this user or group (entity ref)'),
          from: zod
            .string()
            .optional()
            .describe('Happened at this instant or later (RFC 3339)'),
          to: zod
            .string()
            .optional()
            .describe('Happened before this instant (RFC 3339)'),
          cursor: zod.string().optional(),
          limit: zod.number().int().min(1).max(500).optional(),
        }),
      output: zod =>
        zod.object({
          entries: zod.array(entryOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await review.authorize(credentials);
      checkJson(input);
      const { principal, from, to } = input;
      for (const instant of [from, to]) {
        if (instant !== undefined) {
          checkBody('Instant', instant);
        }
      }
      const { cursor, limit } = paged(input);
      const { items, nextCursor } = await review.changes(
        {
          principal: principal && subjectOf(principal),
          from: at(from),
          to: at(to),
        },
        { cursor, limit },
        credentials,
      );
      return { output: { entries: items.map(describeEntry), nextCursor } };
    },
  });
}
