import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { BareDatabase, type Run } from '../server/BareDatabase';
import { closedLoop } from '../server/closedLoop';
import type { DeliveryWindowAnswer } from './protocol';
import { pendingDeliveries } from './rows';
import type { Store } from './Store';

const UPDATE = `
  UPDATE delivery SET status = ?, attempts = ?, last_status = ?,
    last_duration_ms = ?, finished_at = ?
  WHERE position = ?`;

const COLUMNS = [
  'id',
  'position',
  'number',
  'trigger',
  'started_at',
  'duration_ms',
  'outcome',
  'fenced',
  'status',
  'request_headers',
  'request_body',
  'response_headers',
  'response_body',
  'response_truncated',
];
const INSERT = `
  INSERT INTO attempt (${COLUMNS.join()})
  VALUES (${COLUMNS.map(() => '?').join()})`;

/** What a request of the engine's looked like, as its log has it. */
export interface Recorded {
  headers: Record<string, string>;
  body: string;
  loggedHeaders: string;
}

/**
 * The least that delivers and logs: POST, then UPDATE and INSERT, in so many
 * loops. Each statement is a commit of its own on PostgreSQL, both are one on
 * SQLite: whichever is faster there. It sends what the engine sent, unsigned, over
 * the same client, and writes the same columns of the same tables; nothing is
 * claimed, matched, ordered or counted, and a process that dies loses what it
 * had under way.
 */
export class BareDeliveries {
  readonly #database: BareDatabase;
  readonly #store: Store;
  readonly #agent = new Agent({ pipelining: 1 });
  readonly #recorded: Recorded;

  static create(store: Store, recorded: Recorded): BareDeliveries {
    return new BareDeliveries(store, recorded);
  }

  private constructor(store: Store, recorded: Recorded) {
    this.#database = BareDatabase.create(store.knex);
    this.#store = store;
    this.#recorded = recorded;
  }

  async window(options: {
    loops: number;
    seconds: number;
    atMost: number;
    urls: string[];
  }): Promise<DeliveryWindowAnswer> {
    const { loops, seconds, atMost, urls } = options;
    const positions = await pendingDeliveries(
      this.#store.knex,
      Math.ceil(atMost * seconds),
    );
    let next = 0;
    const { count, seconds: took } = await closedLoop(
      { workers: loops, seconds },
      async () => {
        const position = positions.at(next);
        if (position === undefined) {
          throw new Error('The bare loop has nothing left to send');
        }
        next += 1;
        await this.#deliver(position, urls[next % urls.length]);
      },
    );
    return { count, seconds: took };
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  async #deliver(position: number, url: string): Promise<void> {
    const { headers, body } = this.#recorded;
    const startedAt = Date.now();
    const { origin, pathname } = new URL(url);
    const answer = await this.#agent.request({
      origin,
      path: pathname,
      method: 'POST',
      headers,
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) {
      throw new Error(`The receiver answered ${answer.statusCode}`);
    }
    await this.#log(position, startedAt, {
      status: answer.statusCode,
      headers: JSON.stringify(answer.headers),
      text,
    });
  }

  async #log(
    position: number,
    startedAt: number,
    answer: { status: number; headers: string; text: string },
  ): Promise<void> {
    const finishedAt = Date.now();
    const took = finishedAt - startedAt;
    const write = async (run: Run) => {
      await run(
        UPDATE,
        ['delivered', 1, answer.status, took, finishedAt, position],
        'bench_update_delivery',
      );
      await run(
        INSERT,
        [
          randomUUID(),
          position,
          1,
          'auto',
          startedAt,
          took,
          'delivered',
          false,
          answer.status,
          this.#recorded.loggedHeaders,
          this.#recorded.body,
          answer.headers,
          answer.text,
          false,
        ],
        'bench_insert_attempt',
      );
    };
    await (this.#database.postgres
      ? this.#database.withConnection(write)
      : this.#database.transaction(write));
  }
}
