import type { Knex } from 'knex';
import { retryOnBusy } from './database';

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
  await retryOnBusy(async () =>
    database('outbox_head')
      .whereNull('due_at')
      .whereNull('parked_at')
      .whereNotExists(
        database('outbox_event')
          .select(database.raw('1'))
          .whereRaw('outbox_event.aggregate = outbox_head.aggregate'),
      )
      .delete(),
  );
  return deleted;
}

function waitingHead(database: Knex) {
  return database('outbox_head')
    .select(database.raw('1'))
    .whereRaw('outbox_head.aggregate = outbox_event.aggregate')
    .whereRaw('outbox_head.next_sequence <= outbox_event.sequence');
}
