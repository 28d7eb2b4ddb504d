import type { DatabaseName } from '../environment/databases';

/** The plugins that are watched. */
export type WatchedPlugin = 'reservations' | 'webhooks' | 'service-requests';

/** Something the backend is about to do, or has just seen. */
export type Moment =
  | {
      kind: 'statement';
      plugin: WatchedPlugin;
      /** About to go to the database. */
      sql: string;
      /** What its transaction has sent before it; empty outside of one. */
      before: readonly string[];
    }
  | {
      kind: 'request';
      /** An outgoing request: about to be made, written, answered. */
      phase: 'begun' | 'sent' | 'answered';
      origin: string;
      path: string;
    }
  | { kind: 'served'; method: string; path: string }
  | {
      kind: 'git';
      /** Of the repository of manifests: about to be asked, or done. */
      phase: 'before' | 'after';
      call: string;
    };

/** Where receivers of tests are; everything else on this machine is off limits. */
export const RECEIVER_HOST = '127.0.0.2';

/**
 * The steps between a booking and the end of its delivery, in their order. Each
 * is told from outside, by a statement that goes to the database or a request
 * that goes out: the product has no switch for it.
 */
const POINTS = {
  'a booking: before its commit': commitAfter(
    'reservations',
    /outbox_append|insert into outbox_event/i,
  ),
  'a start or an end: before its commit': commitAfter(
    'reservations',
    /update [`"]booking[`"] set [`"]status[`"]/i,
  ),
  'a booking: committed and answered, not yet handed on': (moment: Moment) =>
    moment.kind === 'served' &&
    moment.method === 'POST' &&
    moment.path === '/api/reservations/bookings',
  'the relay: claimed, nothing handed on': statement(
    'reservations',
    /SELECT nearest\.pos/,
  ),
  'the hand-over: nothing stored yet': statement(
    'webhooks',
    /insert into [`"]?event[`"]? \(/i,
  ),
  'fan-out: event stored, no delivery yet': statement(
    'webhooks',
    /insert into [`"]?delivery[`"]? \(/i,
  ),
  'fan-out: before its commit': commitAfter(
    'webhooks',
    /insert into [`"]?delivery_queue[`"]? \(/i,
  ),
  'the relay: handed on, not written down': statement(
    'reservations',
    /delete from [`"]outbox_order[`"]/i,
  ),
  'a delivery: before the commit of its claim': commitAfter(
    'webhooks',
    /insert into [`"]?attempt\b/i,
    // Of one that found something to claim.
    /\bFROM delivery d JOIN event\b/,
  ),
  'a delivery: claimed, before the POST': toReceiver('begun'),
  'a delivery: POST written, not answered': toReceiver('sent'),
  'a delivery: POST answered, not in the log': toReceiver('answered'),
  'a delivery: before the commit of its log': commitAfter(
    'webhooks',
    /update [`"]?attempt\b.*duration_ms/is,
  ),
};

/** The steps between a request and the news that its services are ready, in their order. */
const REQUEST_POINTS = {
  'a request: before its commit': commitAfter(
    'service-requests',
    /insert into [`"]request[`"]/i,
  ),
  'an approval: before its commit': commitAfter(
    'service-requests',
    /insert into [`"]request_decision[`"]/i,
  ),
  'a change set: claimed, nothing in git': inGit('before', 'ensureBranch'),
  'the branch: made, without a commit': inGit('after', 'ensureBranch'),
  'the commit: made, without a pull request': inGit('after', 'putFiles'),
  'the pull request: opened, not written down': inGit(
    'after',
    'ensurePullRequest',
  ),
  'the pull request: before the commit of its row': commitAfter(
    'service-requests',
    /update [`"]change_set[`"] set [`"]state[`"]/i,
    /insert into [`"]request_step[`"]/i,
  ),
  'the merge: promised, not begun': inGit('before', 'merge'),
  'the merge: done, not written down': inGit('after', 'merge'),
  'the merge: before the commit of its row': commitAfter(
    'service-requests',
    /insert into [`"]service[`"]/i,
  ),
  'ready: before its commit': commitAfter(
    'service-requests',
    /update [`"]service[`"] set/i,
    /insert into [`"]request_step[`"]/i,
  ),
  'a notification: about to be sent': toNotifications('begun'),
  'a notification: sent, not written down': toNotifications('answered'),
};

type BookingPointName = keyof typeof POINTS;
type RequestPointName = keyof typeof REQUEST_POINTS;

export type CrashPointName = BookingPointName | RequestPointName;

/** Steps that are statements of their own on SQLite only. */
const ON_SQLITE: BookingPointName[] = [
  'the relay: claimed, nothing handed on',
  'fan-out: event stored, no delivery yet',
  'fan-out: before its commit',
];

/** The steps there are on a database. */
export function crashPoints(database: DatabaseName): BookingPointName[] {
  const all = Object.keys(POINTS) as BookingPointName[];
  return database === 'sqlite'
    ? all
    : all.filter(point => !ON_SQLITE.includes(point));
}

export const REQUEST_CRASH_POINTS = Object.keys(
  REQUEST_POINTS,
) as RequestPointName[];

const ALL: Record<CrashPointName, (moment: Moment) => boolean> = {
  ...POINTS,
  ...REQUEST_POINTS,
};

export function isCrashPoint(name: CrashPointName, moment: Moment): boolean {
  return ALL[name](moment);
}

function inGit(phase: 'before' | 'after', call: string) {
  return (moment: Moment) =>
    moment.kind === 'git' && moment.phase === phase && moment.call === call;
}

function statement(plugin: WatchedPlugin, sql: RegExp) {
  return (moment: Moment) =>
    moment.kind === 'statement' &&
    moment.plugin === plugin &&
    sql.test(moment.sql);
}

function commitAfter(plugin: WatchedPlugin, ...statements: RegExp[]) {
  const commit = statement(plugin, /^COMMIT/);
  return (moment: Moment) =>
    moment.kind === 'statement' &&
    commit(moment) &&
    statements.every(sql => moment.before.some(one => sql.test(one)));
}

type Phase = 'begun' | 'sent' | 'answered';

function toNotifications(phase: Phase) {
  return (moment: Moment) =>
    moment.kind === 'request' &&
    moment.phase === phase &&
    moment.path.startsWith('/api/notifications');
}

function toReceiver(phase: Phase) {
  return (moment: Moment) =>
    moment.kind === 'request' &&
    moment.phase === phase &&
    moment.origin.includes(`//${RECEIVER_HOST}:`);
}
