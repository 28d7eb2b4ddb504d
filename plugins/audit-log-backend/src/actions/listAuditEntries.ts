import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
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
  registerList(registry, checkBody, {
    name: 'list-audit-entries',
    title: 'List audit log entries',
    description:
      'Reads the audit log as far as the caller may see it, newest first: who ' +
      'did what, when, to what, and whether it succeeded. Of several filters ' +
      'all must hold.',
    filters: zod => ({
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
    }),
    checks: { from: 'Instant', to: 'Instant', site: 'EntityRef' },
    items: 'entries',
    item: entryOutput,
    authorize: credentials => entries.authorizeRead(credentials),
    list: ({ actions, outcomes, cursor, limit, ...rest }, credentials) =>
      entries.list(
        filterOf({ ...rest, action: actions, outcome: outcomes }),
        { cursor, limit },
        credentials,
      ),
    describe: describeEntry,
  });
}
