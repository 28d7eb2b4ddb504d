import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import { at, subjectOf } from '../http/requests';
import type { ActionDependencies } from '.';
import { describeEntry, entryOutput } from './describeEntry';

export function registerListAccessChanges(
  registry: ActionsRegistryService,
  { review, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-access-changes',
    title: 'List how rights came and went',
    description:
      'Lists how rights came and went, newest first: by a group that the ' +
      'catalog synchronised, by a site’s admins, by an access grant.',
    filters: zod => ({
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
    }),
    checks: { from: 'Instant', to: 'Instant' },
    items: 'entries',
    item: entryOutput,
    authorize: credentials => review.authorize(credentials),
    list: ({ principal, from, to, cursor, limit }, credentials) =>
      review.changes(
        {
          principal: principal && subjectOf(principal),
          from: at(from),
          to: at(to),
        },
        { cursor, limit },
        credentials,
      ),
    describe: describeEntry,
  });
}
