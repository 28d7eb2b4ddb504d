import type { Knex } from 'knex';

/**
 * What `appendEvents` calls on PostgreSQL; why it is as it is stands there.
 *
 * Tables are not qualified: they are found on the caller's search path, where
 * the function is too. The arrays are columns of equal length, one element for
 * each event. `at_ms` stands for the clock in tests.
 */
const APPEND_FUNCTION = `
CREATE FUNCTION outbox_append(
  ids text[], aggregates text[], types text[], versions int[], times bigint[],
  actors text[], correlation_ids text[], keys text[], ref_objects text[],
  data_objects text[], sink_ids text[], at_ms bigint,
  key_events text[] DEFAULT '{}', key_names text[] DEFAULT '{}',
  key_parts int[] DEFAULT '{}'
) RETURNS TABLE (event_id text, event_sequence bigint, event_time bigint)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $outbox$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH incoming AS MATERIALIZED (
    SELECT e.*,
      row_number() OVER (PARTITION BY e.aggregate ORDER BY e.place) AS nth,
      count(*) OVER (PARTITION BY e.aggregate) AS n
    FROM unnest(
      ids, aggregates, types, versions, times,
      actors, correlation_ids, keys, ref_objects, data_objects
    ) WITH ORDINALITY AS e(
      id, aggregate, type, version, occurred_at,
      actor, correlation_id, ordering_keys, refs, data, place
    )
  ), numbered AS (
    INSERT INTO outbox_aggregate AS a (aggregate, last_sequence)
    SELECT aggregate, count(*) FROM incoming GROUP BY aggregate ORDER BY aggregate
    ON CONFLICT (aggregate)
      DO UPDATE SET last_sequence = a.last_sequence + excluded.last_sequence
    RETURNING a.aggregate, a.last_sequence
  ), written AS (
    INSERT INTO outbox_event (
      id, aggregate, sequence, type, version, occurred_at,
      actor, correlation_id, ordering_keys, refs, data
    )
    SELECT i.id, i.aggregate, c.last_sequence - i.n + i.nth, i.type, i.version,
      coalesce(
        i.occurred_at, at_ms,
        floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint
      ),
      i.actor, i.correlation_id, i.ordering_keys, i.refs, i.data
    FROM incoming i JOIN numbered c ON c.aggregate = i.aggregate
    ORDER BY i.place
    RETURNING id, sequence, occurred_at, pos
  ), heads AS (
    INSERT INTO outbox_head AS h (sink, aggregate, next_sequence, last_sequence, due_at)
    SELECT s.sink, c.aggregate, c.last_sequence - i.n + 1, c.last_sequence,
      coalesce(at_ms, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)
    FROM (SELECT sink FROM outbox_sink UNION SELECT unnest(sink_ids)) s
      CROSS JOIN numbered c
      JOIN incoming i ON i.aggregate = c.aggregate AND i.nth = 1
    ORDER BY s.sink, c.aggregate
    ON CONFLICT (sink, aggregate) DO UPDATE SET
      last_sequence = excluded.last_sequence,
      due_at = CASE WHEN h.parked_at IS NULL
        THEN coalesce(h.due_at, excluded.due_at) END
  ), keyed AS (
    INSERT INTO outbox_order (sink, key, part, pos)
    SELECT s.sink, k.key, k.part, w.pos
    FROM unnest(key_events, key_names, key_parts) AS k(event, key, part)
      JOIN written w ON w.id = k.event
      JOIN outbox_sink s ON s.ordered
  )
  SELECT id, sequence, occurred_at FROM written;
END
$outbox$`;

export async function createAppendFunction(knex: Knex): Promise<void> {
  if (knex.client.dialect === 'postgresql') {
    await knex.raw(APPEND_FUNCTION);
  }
}

/** Puts it in the place of the one that knew no keys. */
export async function replaceAppendFunction(knex: Knex): Promise<void> {
  if (knex.client.dialect === 'postgresql') {
    await dropAppendFunction(knex);
    await createAppendFunction(knex);
  }
}

export async function dropAppendFunction(knex: Knex): Promise<void> {
  if (knex.client.dialect === 'postgresql') {
    await knex.raw('DROP FUNCTION outbox_append');
  }
}
