import type { Knex } from 'knex';
import { forUpdate, retryOnBusy, rows } from './database';

const WINDOW = 5_000;

/**
 * Deletes old events in windows of positions, so that no statement holds many
 * locks for long, and then the heads of aggregates that have nothing left.
 *
 * What goes is always the beginning of an aggregate, never its middle: `pos`
 * and `sequence` rise together within one, so everything before the first
 * event to keep, and before the slowest sink, is a beginning. Replay relies on
 * that. Before the first sink is registered nothing goes, because nobody has
 * taken it. `outbox_aggregate` stays: sequences are never given out twice.
 */
export async function purgeEvents(
  database: Knex,
  olderThan: Date,
): Promise<number> {
  const keep = await database('outbox_event')
    .where('occurred_at', '>=', olderThan.getTime())
    .orderBy('pos')
    .first('pos');
  const newest = await database('outbox_event').max({ pos: 'pos' }).first();
  const oldest = await database('outbox_event').min({ pos: 'pos' }).first();
  const end = keep ? Number(keep.pos) : Number(newest?.pos ?? 0) + 1;
  let deleted = 0;
  for (let from = Number(oldest?.pos ?? end); from < end; from += WINDOW) {
    const to = Math.min(from + WINDOW, end);
    deleted += await retryOnBusy(async () =>
      database('outbox_event')
        .where('pos', '>=', from)
        .andWhere('pos', '<', to)
        .whereExists(database('outbox_sink').select(database.raw('1')))
        .whereNotExists(waitingHead(database))
        .delete(),
    );
  }
  await purgeHeads(database);
  return deleted;
}

// A head that an append has just locked is about to have work: it is left, and
// not waited for while others are held.
async function purgeHeads(database: Knex): Promise<void> {
  await retryOnBusy(() =>
    rows(
      database,
      `WITH idle AS MATERIALIZED (
         SELECT sink, aggregate FROM outbox_head h
         WHERE due_at IS NULL AND parked_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM outbox_event e WHERE e.aggregate = h.aggregate
         )
         ${forUpdate(database, 'SKIP LOCKED')}
       )
       DELETE FROM outbox_head
       WHERE (sink, aggregate) IN (SELECT sink, aggregate FROM idle)`,
    ),
  );
}

function waitingHead(database: Knex) {
  return database('outbox_head')
    .select(database.raw('1'))
    .whereRaw('outbox_head.aggregate = outbox_event.aggregate')
    .whereRaw('outbox_head.next_sequence <= outbox_event.sequence');
}
