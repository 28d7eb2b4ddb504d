import type { Knex } from 'knex';

/**
 * What `HeadStore` calls on PostgreSQL to claim heads and to record their
 * progress; what that is stands there.
 *
 * They are functions for the sake of their plans. A head goes through three states
 * in a few milliseconds, so what the planner knows of the table is always of
 * another time: after a burst it took the table for small, and read every head of
 * the sink, and in the index of the due ones every entry that had been due before
 * (5 ms a claim among 3,600 heads, and growing). Here each step has one way, by an
 * index, and each connection plans it once. That is also why heads are taken one by
 * one: to find several by a join, the same planner walked over the sink's heads for
 * each of them.
 *
 * A step sees what was committed before it began: the events of a head are read
 * after its row is locked, so none is missed that its progress leads to.
 *
 * Tables are not qualified: they are found on the caller's search path. `at_ms`
 * stands for the clock in tests.
 */
const SETTINGS = `
  SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off
  SET enable_bitmapscan = off
  SET jit = off`;

const NOW = `coalesce(
    at_ms, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)`;

/** Whether an event before `mine` has its key, as a part or as the whole. */
function earlierSql(part: 0 | 1): string {
  return `EXISTS (
    SELECT 1 FROM outbox_order earlier
    WHERE earlier.sink = mine.sink AND earlier.key = mine.key
      AND earlier.part = ${part} AND earlier.pos < mine.pos)`;
}

const CLAIM = `
CREATE FUNCTION outbox_claim(
  sink_id text, most int, token text, lease_ms bigint, events_per_head int,
  in_order boolean, at_ms bigint
) RETURNS TABLE (
  head text, next_sequence bigint, attempts int, is_clear boolean,
  pos bigint, id text, aggregate text, sequence bigint, type text, version int,
  occurred_at bigint, actor text, correlation_id text, ordering_keys text,
  refs text, data text
)
LANGUAGE plpgsql ${SETTINGS} AS $outbox$
#variable_conflict use_column
DECLARE
  now_ms bigint := ${NOW};
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  FOR head IN
    SELECT aggregate FROM outbox_head
    WHERE sink = sink_id AND due_at <= now_ms
    ORDER BY due_at LIMIT most FOR UPDATE SKIP LOCKED
  LOOP
    UPDATE outbox_head
    SET lease_token = token, due_at = now_ms + lease_ms, waits_for = NULL
    WHERE sink = sink_id AND aggregate = head
    RETURNING next_sequence, attempts INTO next_sequence, attempts;
    RETURN QUERY
    SELECT head, next_sequence, attempts,
      NOT in_order OR e.sequence = next_sequence AND NOT EXISTS (
        SELECT 1 FROM outbox_order mine
        WHERE mine.sink = sink_id AND mine.pos = e.pos
          AND (${earlierSql(0)} OR mine.part = 0 AND ${earlierSql(1)})),
      e.pos, e.id, e.aggregate, e.sequence, e.type, e.version, e.occurred_at,
      e.actor, e.correlation_id, e.ordering_keys, e.refs, e.data
    FROM outbox_event e
    WHERE e.aggregate = head AND e.sequence >= next_sequence
    ORDER BY e.sequence LIMIT events_per_head;
    IF NOT FOUND THEN
      RETURN NEXT;
    END IF;
  END LOOP;
END
$outbox$`;

// Several heads are changed without ever waiting for a row while holding another:
// whoever appends waits for one of us at most. To `wait` is for a single head.
const ADVANCE = `
CREATE FUNCTION outbox_advance(
  sink_id text, aggregates text[], tokens text[], nexts bigint[], ends boolean[],
  lease_ms bigint, wait boolean, at_ms bigint
) RETURNS TABLE (aggregate text, lease_token text, due_at bigint)
LANGUAGE plpgsql ${SETTINGS} AS $outbox$
#variable_conflict use_column
DECLARE
  now_ms bigint := ${NOW};
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  FOR i IN 1 .. cardinality(aggregates) LOOP
    IF NOT wait THEN
      PERFORM 1 FROM outbox_head
      WHERE sink = sink_id AND aggregate = aggregates[i] AND lease_token = tokens[i]
      FOR UPDATE SKIP LOCKED;
      CONTINUE WHEN NOT FOUND;
    END IF;
    RETURN QUERY
    UPDATE outbox_head AS h
    SET next_sequence = nexts[i], attempts = 0, last_error = NULL,
      lease_token = CASE WHEN ends[i] THEN NULL ELSE h.lease_token END,
      due_at = CASE
        WHEN NOT ends[i] THEN now_ms + lease_ms
        WHEN h.last_sequence >= nexts[i] THEN now_ms END
    WHERE h.sink = sink_id AND h.aggregate = aggregates[i]
      AND h.lease_token = tokens[i]
    RETURNING h.aggregate, h.lease_token, h.due_at;
  END LOOP;
END
$outbox$`;

// Asked for one position only. As a B-tree, planners took it for the events
// before one, whatever their keys.
const POSITIONS = `
DROP INDEX outbox_order_pos_idx;
CREATE INDEX outbox_order_pos_idx ON outbox_order USING hash (pos)`;
const POSITIONS_BEFORE = `
DROP INDEX outbox_order_pos_idx;
CREATE INDEX outbox_order_pos_idx ON outbox_order (sink, pos)`;

export async function createHeadFunctions(knex: Knex): Promise<void> {
  if (knex.client.dialect === 'postgresql') {
    await knex.raw(POSITIONS);
    await knex.raw(CLAIM);
    await knex.raw(ADVANCE);
  }
}

export async function dropHeadFunctions(knex: Knex): Promise<void> {
  if (knex.client.dialect === 'postgresql') {
    await knex.raw('DROP FUNCTION outbox_claim');
    await knex.raw('DROP FUNCTION outbox_advance');
    await knex.raw(POSITIONS_BEFORE);
  }
}
