/**
 * In what order one endpoint hears of things.
 *
 * Guarantee: a delivery waits for the earlier deliveries to the same endpoint
 * that it is in order with, at most `maxWait`. Two are in order if they share a
 * key (a booking, or a resource that both switch) and not both hold it only in
 * part: two nodes of one cluster do not wait for each other, the cluster and its
 * nodes do. What does not wait any longer says so: it names those it went past
 * in `precedingUndelivered`, and each of them, whenever it is sent afterwards,
 * is marked `superseded`. So a switch-off that comes late is not mistaken for
 * one that is meant for the machine's next user.
 *
 * Earlier is whose event arrived earlier: a delivery that a replay makes of an old
 * event is earlier than what was sent long ago, and superseded by it.
 *
 * How: a delivery's keys are open until it is delivered or dead. One that finds
 * an earlier open key is *held*: it is in the queue, and due when it need not
 * wait any longer. Held ones cost nothing, however many there are; finishing a
 * delivery looks only at those behind it and makes due what is free to go.
 *
 * Arriving and finishing may cross: the newcomer sees the earlier one still
 * open, while that one, just finishing, does not see the newcomer yet. No lock
 * is taken for that. Each looks once more *after* its commit ({@link release}
 * after finishing, {@link releaseThese} after arriving), and whoever commits
 * later sees the other. A process that dies between commit and look leaves a
 * delivery held that could go; `releaseStranded` finds it.
 *
 * Passing ({@link passExpiredHolds}) locks the rows of those that are passed:
 * one that is being sent at this moment is waited for after all, and one that is
 * claimed afterwards sees that it was passed.
 *
 * Tried before: asking for earlier open keys with every claim. Behind one
 * endpoint that was down, each claim then looked at everything that waited.
 */
import {
  locked,
  lockedIfFree,
  type Reader,
  type Writer,
} from '@callboard/backend-database';
import { toNumber } from '@callboard/backend-database';

/** How many of those that wait behind one are looked at when it is finished. */
const BEHIND = 100;
const MOST_NAMED = 100;

/** That `earlier` is an open key which `mine` has to wait for. */
export const isWaitedForSql = (yes: string) =>
  `earlier.endpoint_id = mine.endpoint_id AND earlier.key = mine.key
  AND earlier.open = ${yes} AND earlier.ordinal < mine.ordinal
  AND NOT (earlier.part = ${yes} AND mine.part = ${yes})`;
const IS_WAITED_FOR = isWaitedForSql('?');
const TRUES = [true, true, true];

const EARLIER_IS_OPEN = `EXISTS (
  SELECT 1 FROM delivery_key mine JOIN delivery_key earlier ON ${IS_WAITED_FOR}
  WHERE mine.position = delivery_queue.position)`;

export interface OpenKey {
  endpointId: string;
  key: string;
  ordinal: number;
}

/** Of deliveries that were just written with their keys, those that must wait. */
export async function heldAmong(
  tx: Writer,
  positions: number[],
): Promise<Set<number>> {
  if (positions.length === 0) {
    return new Set();
  }
  const rows: { position: number | string }[] = await tx
    .knex('delivery_key')
    .from({ mine: 'delivery_key' })
    .distinct('mine.position')
    .whereIn('mine.position', positions)
    .whereExists(earlier =>
      earlier
        .select(tx.knex.raw('1'))
        .from({ earlier: 'delivery_key' })
        .whereRaw(IS_WAITED_FOR, TRUES),
    );
  return new Set(rows.map(row => toNumber(row.position)));
}

/** Of these, holds those that must wait; returns which. */
export async function holdBack(
  tx: Writer,
  positions: number[],
  maxWaitMs: number,
): Promise<number[]> {
  const held = [...(await heldAmong(tx, positions))];
  const until = tx.knex.raw('? + ?', [tx.nowSql, maxWaitMs]);
  await tx
    .knex('delivery_queue')
    .whereIn('position', held)
    .update({ hold_until: until, due_at: until });
  return held;
}

/** Puts finished deliveries that are sent again, all of them, in order again. */
export async function reopenKeys(
  tx: Writer,
  positions: number[],
): Promise<void> {
  await tx
    .knex('delivery_key')
    .whereIn('position', positions)
    .update({ open: true });
}

/** Whether anything is held at all: mostly nothing is, and there is nothing to do. */
export async function isAnythingHeld(db: Reader): Promise<boolean> {
  const row = await db
    .knex('delivery_queue')
    .whereNotNull('hold_until')
    .orderBy('hold_until')
    .first('position');
  return row !== undefined;
}

/** Makes due what waited only for deliveries that are now finished. */
export async function release(
  tx: Writer,
  finished: readonly OpenKey[],
): Promise<number> {
  const behind = new Set<number>();
  for (const { endpointId, key, ordinal } of finished) {
    const rows: { position: number | string }[] = await tx
      .knex('delivery_key')
      .select('position')
      .where({ endpoint_id: endpointId, key, open: true })
      .where('ordinal', '>', ordinal)
      .orderBy('ordinal')
      .limit(BEHIND);
    rows.forEach(row => behind.add(toNumber(row.position)));
  }
  return releaseThese(tx, [...behind]);
}

/** Of these, makes due what waits for nothing any more. */
export async function releaseThese(
  tx: Writer,
  positions: number[],
): Promise<number> {
  if (positions.length === 0) {
    return 0;
  }
  return tx
    .knex('delivery_queue')
    .whereIn('position', positions)
    .whereNotNull('hold_until')
    .whereRaw(`NOT ${EARLIER_IS_OPEN}`, TRUES)
    .update({ due_at: tx.nowSql, hold_until: null });
}

/** The same for everything that is held, as far as `limit` goes. */
export async function releaseStranded(
  tx: Writer,
  limit: number,
): Promise<number> {
  const rows: { position: number | string }[] = await tx
    .knex('delivery_queue')
    .select('position')
    .whereNotNull('hold_until')
    .whereRaw(`NOT ${EARLIER_IS_OPEN}`, TRUES)
    .orderBy('hold_until')
    .limit(limit);
  return releaseThese(
    tx,
    rows.map(row => toNumber(row.position)),
  );
}

/**
 * Makes due what has waited for `maxWait`, with the names of what it passes. Only
 * what is not about to be sent itself is passed.
 */
export async function passExpiredHolds(
  tx: Writer,
  limit: number,
): Promise<number> {
  const expired = tx
    .knex('delivery_queue')
    .select('position')
    .where('hold_until', '<=', tx.nowSql)
    .orderBy('position')
    .limit(limit);
  const rows: { position: number | string }[] = await lockedIfFree(tx, expired);
  let passed = 0;
  for (const row of rows) {
    passed += await pass(tx, toNumber(row.position));
  }
  return passed;
}

async function pass(tx: Writer, position: number): Promise<number> {
  const earlier = await openEarlier(tx, position);
  if (earlier.some(({ imminent }) => imminent)) {
    return 0;
  }
  await namePassed(tx, position, earlier);
  return tx
    .knex('delivery_queue')
    .where({ position })
    .update({ due_at: tx.nowSql, hold_until: null });
}

/** Notes what a delivery goes past, which somebody sends now without waiting. */
export async function goPast(tx: Writer, position: number): Promise<void> {
  await namePassed(tx, position, await openEarlier(tx, position));
}

async function namePassed(
  tx: Writer,
  position: number,
  earlier: { id: string }[],
): Promise<void> {
  await tx
    .knex('delivery')
    .where({ position })
    .update({ preceding: JSON.stringify(earlier.map(({ id }) => id)) });
}

async function openEarlier(
  tx: Writer,
  position: number,
): Promise<{ id: string; imminent: boolean }[]> {
  const query = tx
    .knex('delivery_queue')
    .join('delivery', 'delivery.position', 'delivery_queue.position')
    .select('delivery.id', {
      imminent: tx.knex.raw(
        'CASE WHEN delivery_queue.lease_token IS NOT NULL OR (delivery_queue.hold_until IS NULL AND delivery_queue.due_at <= ?) THEN 1 ELSE 0 END',
        [tx.nowSql],
      ),
    })
    .whereIn('delivery_queue.position', keys =>
      keys
        .select('earlier.position')
        .from({ mine: 'delivery_key' })
        .joinRaw(`JOIN delivery_key earlier ON ${IS_WAITED_FOR}`, TRUES)
        .where('mine.position', position),
    )
    .orderBy('delivery_queue.position')
    .limit(MOST_NAMED);
  const rows: { id: string; imminent: number | string }[] = await locked(
    tx,
    query,
    'delivery_queue',
  );
  return rows.map(({ id, imminent }) => ({
    id,
    imminent: toNumber(imminent) === 1,
  }));
}

/** Of these, those that a later delivery has gone past. */
export async function supersededAmong(
  tx: Writer,
  positions: number[],
): Promise<Set<number>> {
  if (positions.length === 0) {
    return new Set();
  }
  const rows: { position: number | string }[] = await tx
    .knex('delivery_key')
    .from({ mine: 'delivery_key' })
    .distinct('mine.position')
    .whereIn('mine.position', positions)
    .whereExists(later =>
      later
        .select(tx.knex.raw('1'))
        .from({ later: 'delivery_key' })
        .join('delivery', 'delivery.position', 'later.position')
        .whereRaw(
          `later.endpoint_id = mine.endpoint_id AND later.key = mine.key
           AND later.ordinal > mine.ordinal
           AND NOT (later.part = ? AND mine.part = ?)
           AND (delivery.preceding IS NOT NULL OR EXISTS (
             SELECT 1 FROM attempt WHERE attempt.position = later.position))`,
          [true, true],
        ),
    );
  return new Set(rows.map(row => toNumber(row.position)));
}

/** Of these deliveries, by id, those that have not been delivered. */
export async function undeliveredAmong(
  db: Reader,
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) {
    return new Set();
  }
  const rows: { id: string }[] = await db
    .knex('delivery')
    .select('id')
    .whereIn('id', ids)
    .whereNot('status', 'delivered');
  return new Set(rows.map(({ id }) => id));
}
