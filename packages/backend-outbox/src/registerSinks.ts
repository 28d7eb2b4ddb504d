import type { Knex } from 'knex';
import { isPostgres, nowSql, retryOnBusy } from './database';
import { otherKeysOf } from './orderingKeys';
import type { OutboxSink } from './types';

export type SinkToRegister = Pick<OutboxSink, 'id' | 'start' | 'orderingKeys'>;

const AT_ONCE = 200;

/**
 * Makes sinks known to every append, of this backend and of others.
 *
 * The first sinks ever begin with everything stored: events that were written
 * before the first relay ran have been seen by nobody. A sink that joins later
 * begins where it says.
 *
 * On PostgreSQL the table lock waits for appends that are under way and keeps
 * new ones out until this commits, so that no event falls between "before" and
 * "from now on". On SQLite the first statement, a write, takes the file.
 *
 * A sink that wants order across aggregates for the first time gets the keys of
 * all that it has not taken yet; from then on every append adds to them.
 */
export async function registerSinks(
  database: Knex,
  sinks: SinkToRegister[],
  clock?: () => Date,
): Promise<void> {
  const ids = sinks.map(sink => sink.id);
  const known = await database('outbox_sink')
    .whereIn('sink', ids)
    .select<{ sink: string; ordered: boolean | number }[]>('sink', 'ordered');
  const reorder = sinks.filter(
    ({ id, orderingKeys }) =>
      Boolean(known.find(({ sink }) => sink === id)?.ordered) !==
      Boolean(orderingKeys),
  );
  if (known.length === ids.length && reorder.length === 0) {
    return;
  }
  const now = nowSql(database, clock);
  await retryOnBusy(() =>
    database.transaction(async tx => {
      await keepAppendsOut(tx);
      const added = await tx('outbox_sink')
        .insert(ids.map(sink => ({ sink, registered_at: tx.raw(now) })))
        .onConflict('sink')
        .ignore()
        .returning<{ sink: string }[]>('sink');
      const others = await tx('outbox_sink')
        .whereNotIn(
          'sink',
          added.map(row => row.sink),
        )
        .first('sink');
      for (const { sink } of added) {
        const start = sinks.find(({ id }) => id === sink)?.start ?? 'now';
        if (start === 'replay' || !others) {
          await replay(tx, sink, now);
        }
      }
      for (const { id, orderingKeys } of reorder) {
        await setOrdered(tx, id, Boolean(orderingKeys));
      }
    }),
  );
}

async function keepAppendsOut(tx: Knex.Transaction): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw('LOCK TABLE outbox_event IN SHARE ROW EXCLUSIVE MODE');
  }
}

async function replay(tx: Knex.Transaction, sink: string, now: string) {
  await tx.raw(
    `INSERT INTO outbox_head (sink, aggregate, next_sequence, last_sequence, due_at)
     SELECT ?, aggregate, min(sequence), max(sequence), ${now}
     FROM outbox_event WHERE true GROUP BY aggregate
     ON CONFLICT (sink, aggregate) DO UPDATE SET
       next_sequence = CASE
         WHEN outbox_head.next_sequence < excluded.next_sequence
           THEN outbox_head.next_sequence
         ELSE excluded.next_sequence END,
       due_at = CASE WHEN outbox_head.parked_at IS NULL
         THEN coalesce(outbox_head.due_at, excluded.due_at) END`,
    [sink],
  );
}

async function setOrdered(
  tx: Knex.Transaction,
  sink: string,
  ordered: boolean,
): Promise<void> {
  await tx('outbox_sink').where({ sink }).update({ ordered });
  await tx('outbox_order').where({ sink }).delete();
  let page = ordered ? await undelivered(tx, sink, 0) : [];
  while (page.length > 0) {
    const keys = page.flatMap(({ pos, aggregate, ordering_keys }) =>
      otherKeysOf(aggregate, JSON.parse(ordering_keys)).map(
        ({ key, part }) => ({ sink, key, part: Number(part), pos }),
      ),
    );
    await tx.batchInsert('outbox_order', keys, AT_ONCE);
    page = await undelivered(tx, sink, Number(page[page.length - 1].pos));
  }
}

async function undelivered(
  tx: Knex.Transaction,
  sink: string,
  after: number,
): Promise<{ pos: number; aggregate: string; ordering_keys: string }[]> {
  return tx('outbox_event AS e')
    .join('outbox_head AS h', 'h.aggregate', 'e.aggregate')
    .where('h.sink', sink)
    .whereRaw('h.next_sequence <= e.sequence')
    .where('e.pos', '>', after)
    .orderBy('e.pos')
    .limit(AT_ONCE)
    .select('e.pos', 'e.aggregate', 'e.ordering_keys');
}

/** Removes a sink and its heads, so that it no longer holds back the purge. */
export async function forgetSink(
  database: Knex,
  sinkId: string,
): Promise<void> {
  await retryOnBusy(() =>
    database.transaction(async tx => {
      await keepAppendsOut(tx);
      await tx('outbox_sink').where({ sink: sinkId }).delete();
      await tx('outbox_head').where({ sink: sinkId }).delete();
      await tx('outbox_order').where({ sink: sinkId }).delete();
    }),
  );
}
