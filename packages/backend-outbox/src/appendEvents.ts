import type { Knex } from 'knex';
import { isPostgres, nowSql, rows } from './database';
import { type PreparedEvent, prepareEvent, writtenEvent } from './eventRows';
import type { DomainEvent, NewDomainEvent } from './types';

/*
 * Writes events and the work they make, in the caller's transaction.
 *
 * What it guarantees: sequences of an aggregate are 1, 2, 3 … without a gap and
 * in commit order; every registered sink has a head that knows how far the
 * aggregate reaches; nothing of it is visible before the caller commits.
 *
 * How: the row of `outbox_aggregate` is both the counter and the lock. The
 * upsert takes it, so a second transaction that appends to the same aggregate
 * waits for the first to end and then counts on from what that one wrote.
 * Aggregates are taken in one order, heads after them in one order, so that
 * two calls with the same aggregates cannot wait for each other. (Two
 * transactions that each call append twice can: append once, with everything.)
 *
 * A head that is caught up has no due date and becomes due; one that is leased,
 * waiting for its next attempt or parked keeps its date, and only learns that
 * there is more.
 *
 * For sinks that want order across aggregates, an event with keys besides its
 * own aggregate leaves a row for each in `outbox_order`: see OrderGate.ts. Other
 * events, and other sinks, pay nothing for it.
 *
 * On PostgreSQL all of it is one call, because a round trip inside a transaction
 * is paid while its locks are held. SQLite cannot write inside a WITH, and has
 * no round trips: three statements, four with keys.
 *
 * Tried and failed: sending that one statement itself. Planning it took 600 of
 * its 850 microseconds, every time. As the function `outbox_append` each
 * connection plans it once; a named prepared statement is as fast, but fails
 * behind poolers that do not know it.
 */
export async function appendEvents(
  tx: Knex.Transaction,
  events: NewDomainEvent[],
  options: { sinkIds: string[]; clock?: () => Date },
): Promise<DomainEvent[]> {
  const prepared = events.map(prepareEvent);
  if (isPostgres(tx)) {
    const now = options.clock?.().getTime();
    return appendOnPostgres(tx, prepared, options.sinkIds, now);
  }
  const now = nowSql(tx, options.clock);
  return appendOnSqlite(tx, prepared, options.sinkIds, now);
}

const APPEND_SQL = `
  SELECT event_id AS id, event_sequence AS sequence, event_time AS occurred_at
  FROM outbox_append(
    ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[],
    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint,
    ?::text[], ?::text[], ?::int[]
  )`;

async function appendOnPostgres(
  tx: Knex.Transaction,
  events: PreparedEvent[],
  sinkIds: string[],
  now?: number,
): Promise<DomainEvent[]> {
  const column = <K extends keyof PreparedEvent>(key: K) =>
    events.map(event => event[key]) as unknown as Knex.RawBinding;
  const keys = events.flatMap(({ id, otherKeys }) =>
    otherKeys.map(other => ({ id, ...other })),
  );
  const written = await rows<{
    id: string;
    sequence: string;
    occurred_at: string;
  }>(tx, APPEND_SQL, [
    column('id'),
    column('aggregate'),
    column('type'),
    column('version'),
    column('occurredAt'),
    column('actor'),
    column('correlationId'),
    column('orderingKeys'),
    column('refs'),
    column('data'),
    sinkIds,
    now ?? null,
    keys.map(({ id }) => id),
    keys.map(({ key }) => key),
    keys.map(({ part }) => Number(part)),
  ] as Knex.RawBinding[]);
  const byId = new Map(written.map(row => [row.id, row]));
  return events.map(event => {
    const row = byId.get(event.id)!;
    return writtenEvent(event, Number(row.sequence), Number(row.occurred_at));
  });
}

async function appendOnSqlite(
  tx: Knex.Transaction,
  events: PreparedEvent[],
  sinkIds: string[],
  now: string,
): Promise<DomainEvent[]> {
  const counts = new Map<string, number>();
  for (const { aggregate } of events) {
    counts.set(aggregate, (counts.get(aggregate) ?? 0) + 1);
  }
  const numbered = await rows<{
    aggregate: string;
    last_sequence: number;
    now: number;
  }>(
    tx,
    `INSERT INTO outbox_aggregate (aggregate, last_sequence)
     SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
     ON CONFLICT (aggregate) DO UPDATE
       SET last_sequence = outbox_aggregate.last_sequence + excluded.last_sequence
     RETURNING aggregate, last_sequence, ${now} AS now`,
    [JSON.stringify([...counts])],
  );
  const next = new Map(
    numbered.map(row => [
      row.aggregate,
      row.last_sequence - counts.get(row.aggregate)! + 1,
    ]),
  );
  const heads = numbered.map(row => [
    row.aggregate,
    next.get(row.aggregate),
    row.last_sequence,
  ]);
  const written = events.map(event => {
    const sequence = next.get(event.aggregate)!;
    next.set(event.aggregate, sequence + 1);
    return { event, sequence, occurredAt: event.occurredAt ?? numbered[0].now };
  });
  await tx.raw(
    `INSERT INTO outbox_event (
       id, aggregate, sequence, type, version, occurred_at,
       actor, correlation_id, ordering_keys, refs, data
     )
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
       value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9,
       value ->> 10
     FROM json_each(?)`,
    [
      JSON.stringify(
        written.map(({ event, sequence, occurredAt }) => [
          event.id,
          event.aggregate,
          sequence,
          event.type,
          event.version,
          occurredAt,
          event.actor,
          event.correlationId,
          event.orderingKeys,
          event.refs,
          event.data,
        ]),
      ),
    ],
  );
  await tx.raw(
    `INSERT INTO outbox_head (sink, aggregate, next_sequence, last_sequence, due_at)
     SELECT s.sink, a.value ->> 0, a.value ->> 1, a.value ->> 2, ?
     FROM (SELECT sink FROM outbox_sink UNION SELECT value FROM json_each(?)) s
       CROSS JOIN json_each(?) a
     WHERE true
     ON CONFLICT (sink, aggregate) DO UPDATE SET
       last_sequence = excluded.last_sequence,
       due_at = CASE WHEN outbox_head.parked_at IS NULL
         THEN coalesce(outbox_head.due_at, excluded.due_at) END`,
    [numbered[0].now, JSON.stringify(sinkIds), JSON.stringify(heads)],
  );
  await keepKeysOnSqlite(tx, written);
  return written.map(({ event, sequence, occurredAt }) =>
    writtenEvent(event, sequence, occurredAt),
  );
}

async function keepKeysOnSqlite(
  tx: Knex.Transaction,
  written: { event: PreparedEvent; sequence: number }[],
): Promise<void> {
  const keys = written.flatMap(({ event, sequence }) =>
    event.otherKeys.map(({ key, part }) => [
      event.aggregate,
      sequence,
      key,
      Number(part),
    ]),
  );
  if (keys.length > 0) {
    await tx.raw(
      `INSERT INTO outbox_order (sink, key, part, pos)
       SELECT s.sink, k.value ->> 2, k.value ->> 3, e.pos
       FROM outbox_sink s CROSS JOIN json_each(?) k
         JOIN outbox_event e
           ON e.aggregate = k.value ->> 0 AND e.sequence = k.value ->> 1
       WHERE s.ordered`,
      [JSON.stringify(keys)],
    );
  }
}
