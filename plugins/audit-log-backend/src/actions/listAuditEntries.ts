import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkText } from '@callboard/backend-openapi';
import {
  ENTRY_KINDS,
  OUTCOMES,
} from '@callboard/backstage-plugin-audit-log-common';
import { filterOf } from '../http/requests';
import type { ActionDependencies } from '.';
import { describeEntry, entryOutput } from './describeEntry';

export function registerListAuditEntries(
  registry: ActionsRegistryService,
  { entries, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-audit-entries',
    title: 'List audit log entries',
    description:
      'Reads the audit log as far as the caller may see it, newest first: who ' +
      'did what, when, to what, and whether it succeeded. Of several filters ' +
      'all must hold.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          from: zod
            .string()
            .optional()
            .describe('Happened at this instant or later (RFC 3339)'),
          to: zod
            .string()
            .optional()
            .describe('Happened before this instant (RFC 3339)'),
          actor: zod
            .string()
            .min(1)
            .max(300)
            .optional()
            .describe('By this user (entity ref) or service (subject)'),
          actions: zod
            .array(zod.string().min(1).max(200))
            .max(100)
            .optional()
            .describe('For example booking.created, or booking.*'),
          subject: zod
            .string()
            .min(1)
            .max(300)
            .optional()
            .describe(
              'About this: an entity ref, an aggregate (booking:<id>), or an id',
            ),
          site: zod.string().optional().describe('In this site (entity ref)'),
          plugin: zod.string().min(1).max(64).optional(),
          kind: zod.enum(ENTRY_KINDS).optional(),
          outcomes: zod.array(zod.enum(OUTCOMES)).max(3).optional(),
          q: zod
            .string()
            .max(200)
            .optional()
            .describe('Words in the actor, the action, the title or a ref'),
          cursor: zod
            .string()
            .optional()
            .describe(
              'The nextCursor of the page before, with the same filters',
            ),
          limit: zod.number().int().min(1).max(500).optional(),
        }),
      output: zod =>
        zod.object({
          entries: zod.array(entryOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { actions, outcomes, cursor, limit = 50, ...rest } = input;
      await entries.authorizeRead(credentials);
      for (const text of [
        rest.q,
        rest.actor,
        rest.subject,
        ...(actions ?? []),
      ]) {
        checkText(text ?? '', 'input');
      }
      for (const instant of [rest.from, rest.to]) {
        if (instant !== undefined) {
          checkBody('Instant', instant);
        }
      }
      if (rest.site !== undefined) {
        checkBody('EntityRef', rest.site);
      }
      const page = await entries.list(
        filterOf({ ...rest, action: actions, outcome: outcomes }),
        { cursor, limit },
        credentials,
      );
      return {
        output: {
          entries: page.items.map(describeEntry),
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
