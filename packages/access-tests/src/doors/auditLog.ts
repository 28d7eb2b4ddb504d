import { randomUUID } from 'node:crypto';
import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import { callers } from '../portal/people';
import type { Portal } from '../portal/startPortal';
import {
  type Made,
  type PlaceName,
  places,
  type Variant,
} from '../table/world';
import { type Door, door, nothing } from './Door';

const plugin = 'audit-log';

/** An entry about nothing but these sites. */
function entries(portal: Portal): Variant<Pick<Entry, 'id'>>[] {
  const about = (at: PlaceName[]) => ({
    title: `about ${at.join(' and ') || 'no site'}`,
    make: async (): Promise<Made<Pick<Entry, 'id'>>> => {
      const id = randomUUID();
      const sites = at.map(place => places[place]);
      const entry = {
        id,
        at: new Date().toISOString(),
        action: 'sign-in',
        outcome: 'succeeded',
        actor: callers.developer.ref,
        siteRefs: sites.map(({ ref }) => ref),
        correlationId: id,
      };
      await portal.done(plugin, 'plugin', 'POST', '/accesses', {
        body: { entries: [entry] },
      });
      return { title: '', sites, is: { id } };
    },
  });
  return [
    about(['campus']),
    about(['vault']),
    about(['campus', 'vault']),
    about([]),
  ];
}

export const auditLogDoors = (portal: Portal): Door[] => [
  door<Pick<Entry, 'id'>>({
    plugin,
    operation: 'getEntry',
    permission: 'audit-log.entry.read',
    sees: 'audit-log.entry.read',
    named: 'path',
    things: () => entries(portal),
    request: ({ is }) => ['GET', `/entries/${is.id}`],
    status: 200,
    actions: ({ is }) => [{ action: 'get-audit-entry', input: { id: is.id } }],
  }),
  door<Pick<Entry, 'id'>>({
    plugin,
    operation: 'exportEntries',
    permission: 'audit-log.entry.export',
    named: 'body',
    things: () => entries(portal),
    request: ({ is }) => [
      'GET',
      `/entries/export?format=jsonl&correlation=${is.id}`,
    ],
    status: 200,
    verdict: ({ text }, { is }) => (text.includes(is.id) ? 200 : 403),
  }),
  door({
    plugin,
    operation: 'verifyChain',
    permission: 'audit-log.chain.verify',
    named: 'nothing',
    things: nothing,
    request: () => ['POST', '/verify'],
    status: 200,
    actions: () => [{ action: 'verify-audit-log', input: {} }],
  }),
  door({
    plugin,
    operation: 'reviewAccess',
    permission: 'audit-log.access-review.read',
    named: 'nothing',
    things: nothing,
    request: () => ['GET', '/access-review'],
    status: 200,
    actions: () => [{ action: 'review-access', input: {} }],
  }),
  door({
    plugin,
    operation: 'listAccessChanges',
    permission: 'audit-log.access-review.read',
    named: 'nothing',
    things: nothing,
    request: () => ['GET', '/access-review/changes'],
    status: 200,
    actions: () => [{ action: 'list-access-changes', input: {} }],
  }),
];
