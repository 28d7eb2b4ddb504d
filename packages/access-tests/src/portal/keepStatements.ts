import type { Knex } from 'knex';

interface Statement {
  busy: boolean;
}

interface Connection {
  prepare(sql: string): Statement;
}

/** Texts; those of a list's every length are many. */
const MOST_KEPT = 1_000;

/**
 * Lets SQLite compile a text once and not each time it is run, which takes it
 * longer than to run it. For a database whose tables stay as they are: to be
 * called after its migrations. One in memory has one connection for ever.
 */
export async function keepStatements(knex: Knex): Promise<void> {
  const connection: Connection = await knex.client.acquireConnection();
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Statement>();
  connection.prepare = sql => {
    const known = kept.get(sql);
    if (known && !known.busy) {
      return known;
    }
    if (kept.size >= MOST_KEPT) {
      kept.clear();
    }
    const statement = prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
  await knex.client.releaseConnection(connection);
}
