/** Something the backend is about to do, or has just seen. */
export type Moment =
  | {
      kind: 'statement';
      plugin: 'reservations' | 'webhooks';
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
  | { kind: 'served'; method: string; path: string };

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
  'the relay: claimed': statement('reservations', /^SELECT e\.\*/),
  'the relay: before the POST to webhooks': toWebhooks('begun'),
  'the relay: POST written, not answered': toWebhooks('sent'),
  'the relay: POST answered, not written down': toWebhooks('answered'),
  'fan-out: event stored, no delivery yet': statement(
    'webhooks',
    /insert into [`"]delivery[`"]/i,
  ),
  'fan-out: some deliveries queued': statement(
    'webhooks',
    /insert into [`"]delivery_queue[`"]/i,
  ),
  'fan-out: before its commit': commitAfter(
    'webhooks',
    /insert into [`"]delivery_queue[`"]/i,
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

export type CrashPointName = keyof typeof POINTS;

export const CRASH_POINTS = Object.keys(POINTS) as CrashPointName[];

export function isCrashPoint(name: CrashPointName, moment: Moment): boolean {
  return POINTS[name](moment);
}

function statement(plugin: 'reservations' | 'webhooks', sql: RegExp) {
  return (moment: Moment) =>
    moment.kind === 'statement' &&
    moment.plugin === plugin &&
    sql.test(moment.sql);
}

function commitAfter(
  plugin: 'reservations' | 'webhooks',
  ...statements: RegExp[]
) {
  const commit = statement(plugin, /^COMMIT/);
  return (moment: Moment) =>
    moment.kind === 'statement' &&
    commit(moment) &&
    statements.every(sql => moment.before.some(one => sql.test(one)));
}

type Phase = 'begun' | 'sent' | 'answered';

function toWebhooks(phase: Phase) {
  return (moment: Moment) =>
    moment.kind === 'request' &&
    moment.phase === phase &&
    moment.path === '/api/webhooks/events';
}

function toReceiver(phase: Phase) {
  return (moment: Moment) =>
    moment.kind === 'request' &&
    moment.phase === phase &&
    moment.origin.includes(`//${RECEIVER_HOST}:`);
}
