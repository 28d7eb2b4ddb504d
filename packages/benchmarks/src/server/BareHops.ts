import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Agent } from 'undici';
import { bookingStarted } from '../engine/events';
import { epochNow } from '../epoch';
import { BareDatabase } from './BareDatabase';

const CHANNEL = 'bench_hops';

const CLAIM = `
  UPDATE bench_hop SET claimed = true
  WHERE id = (
    SELECT id FROM bench_hop WHERE NOT claimed
    ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
  RETURNING body`;

interface Listening {
  query(sql: string): Promise<unknown>;
  on(event: 'notification', listener: () => void): void;
  off(event: 'notification', listener: () => void): void;
}

/**
 * The least that tells a receiver of a commit: INSERT and NOTIFY in one
 * transaction; whoever listens claims the row and posts what it says.
 */
export class BareHops {
  readonly #knex: Knex;
  readonly #database: BareDatabase;
  readonly #url: URL;
  readonly #agent = new Agent({ pipelining: 1 });
  readonly #connection: Listening;
  readonly #onNotification = () => {
    this.#deliver().catch(error => console.error(error));
  };

  static async start(knex: Knex, url: string): Promise<BareHops> {
    await knex.raw(
      `CREATE TABLE IF NOT EXISTS bench_hop (
         id bigserial PRIMARY KEY, body text NOT NULL, claimed boolean NOT NULL)`,
    );
    await knex.raw(
      `CREATE INDEX IF NOT EXISTS bench_hop_idx ON bench_hop (id) WHERE NOT claimed`,
    );
    const hops = new BareHops(knex, url, await knex.client.acquireConnection());
    await hops.#connection.query(`LISTEN ${CHANNEL}`);
    return hops;
  }

  private constructor(knex: Knex, url: string, connection: Listening) {
    this.#knex = knex;
    this.#database = BareDatabase.create(knex);
    this.#url = new URL(url);
    this.#connection = connection;
    connection.on('notification', this.#onNotification);
  }

  async commit(): Promise<{ committingAt: number }> {
    const event = bookingStarted(0);
    let committingAt = 0;
    await this.#database.transaction(async run => {
      await run(
        'INSERT INTO bench_hop (body, claimed) VALUES (?, false)',
        [JSON.stringify(event)],
        'bench_hop_insert',
      );
      await run(`NOTIFY ${CHANNEL}`);
      committingAt = epochNow();
    });
    return { committingAt };
  }

  async stop(): Promise<void> {
    this.#connection.off('notification', this.#onNotification);
    await this.#connection.query(`UNLISTEN ${CHANNEL}`);
    await this.#knex.client.releaseConnection(this.#connection);
    await this.#agent.close();
  }

  async #deliver(): Promise<void> {
    const [row] = await this.#database.withConnection(run =>
      run(CLAIM, [], 'bench_hop_claim'),
    );
    const { statusCode, body } = await this.#agent.request({
      origin: this.#url.origin,
      path: this.#url.pathname,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': randomUUID(),
      },
      body: String(row.body),
    });
    await body.dump();
    if (statusCode !== 200) {
      throw new Error(`The receiver answered ${statusCode}`);
    }
  }
}
