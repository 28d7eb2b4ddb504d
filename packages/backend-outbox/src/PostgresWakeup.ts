import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';

/*
 * The hint that another backend has appended events: LISTEN and NOTIFY.
 *
 * What it guarantees: nothing. A hint may be lost or come for nothing; the poll
 * finds the work within a second anyway. It makes the usual wait milliseconds.
 *
 * How: one connection of its own, outside of the pool, because LISTEN belongs
 * to a connection and a pool gives them away. It reconnects for as long as the
 * relay runs, and wakes the relay each time, for the hints missed meanwhile.
 * The channel is named after the schema: plugins that share a database do not
 * wake each other.
 *
 * Tried and failed: NOTIFY inside the appending transaction, where it would be
 * exact. PostgreSQL lets transactions that notify commit only one at a time,
 * the write to disk included: 16 connections committed 5,200 small
 * transactions a second without it, 2,400 with it and 600 in the worst window.
 * So the hint follows the commit, in a statement of its own: at once after a
 * quiet moment, and then one in `ANNOUNCE_MS` for all appends of that time.
 */

const CHANNEL_SQL = "'callboard_outbox_' || md5(current_schema())";
const ANNOUNCE_MS = 25;
const KEEPALIVE_MS = 30_000;
const KEEPALIVE_ANSWER_MS = 10_000;
const RECONNECT_FIRST_MS = 500;
const RECONNECT_MAX_MS = 30_000;

/** What is used of the driver's connection. */
interface RawConnection {
  query(sql: string): Promise<{ rows: Record<string, string>[] }>;
  on(
    event: 'notification',
    listener: (message: { payload?: string }) => void,
  ): void;
  on(event: 'error' | 'end', listener: (error?: Error) => void): void;
}

/** Sends the hint, at most one in a while. */
export class PostgresAnnouncer {
  readonly #database: Knex;
  readonly #sender: string;
  #timer?: NodeJS.Timeout;
  #sentAt = -Infinity;

  static create(options: {
    database: Knex;
    sender: string;
  }): PostgresAnnouncer {
    return new PostgresAnnouncer(options);
  }

  private constructor(options: { database: Knex; sender: string }) {
    this.#database = options.database;
    this.#sender = options.sender;
  }

  announce(): void {
    if (this.#timer) {
      return;
    }
    const wait = this.#sentAt + ANNOUNCE_MS - performance.now();
    if (wait <= 0) {
      this.#send();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, wait);
    this.#timer.unref();
  }

  #send(): void {
    this.#sentAt = performance.now();
    // A hint that cannot be sent is a hint less.
    this.#notify().catch(() => {});
  }

  async #notify(): Promise<void> {
    await this.#database.raw(`SELECT pg_notify(${CHANNEL_SQL}, ?)`, [
      this.#sender,
    ]);
  }
}

/** Listens for the hint of others, for as long as it is started. */
export class PostgresListener {
  readonly #database: Knex;
  readonly #logger: LoggerService;
  readonly #self: string;
  readonly #onHint: () => void;
  #connection?: RawConnection;
  #timer?: NodeJS.Timeout;
  #connecting?: Promise<void>;
  #failures = 0;
  #started = false;

  static create(options: {
    database: Knex;
    logger: LoggerService;
    /** The sender whose own hints are not for us. */
    self: string;
    onHint: () => void;
  }): PostgresListener {
    return new PostgresListener(options);
  }

  private constructor(options: {
    database: Knex;
    logger: LoggerService;
    self: string;
    onHint: () => void;
  }) {
    this.#database = options.database;
    this.#logger = options.logger;
    this.#self = options.self;
    this.#onHint = options.onHint;
  }

  start(): void {
    if (!this.#started) {
      this.#started = true;
      this.#connecting = this.#connect();
    }
  }

  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    await this.#connecting;
    await this.#drop();
  }

  async #connect(): Promise<void> {
    try {
      const connection: RawConnection =
        await this.#database.client.acquireRawConnection();
      this.#connection = connection;
      const lost = (error?: Error) => this.#lost(connection, error);
      connection.on('error', lost);
      connection.on('end', lost);
      connection.on('notification', ({ payload }) => {
        if (payload !== this.#self) {
          this.#onHint();
        }
      });
      const answer = await connection.query(`SELECT ${CHANNEL_SQL} AS channel`);
      await connection.query(`LISTEN ${answer.rows[0].channel}`);
      this.#failures = 0;
      this.#schedule(() => this.#keepAlive(connection), KEEPALIVE_MS);
      this.#onHint();
    } catch (error) {
      await this.#drop();
      this.#reconnect(error);
    }
  }

  // A connection that a firewall forgot gives no error until it is used.
  async #keepAlive(connection: RawConnection): Promise<void> {
    const deadline = setTimeout(
      () => this.#lost(connection, new Error('No answer')),
      KEEPALIVE_ANSWER_MS,
    );
    try {
      await connection.query('SELECT 1');
      if (connection === this.#connection) {
        this.#schedule(() => this.#keepAlive(connection), KEEPALIVE_MS);
      }
    } catch (error) {
      this.#lost(connection, error);
    } finally {
      clearTimeout(deadline);
    }
  }

  #lost(connection: RawConnection, error: unknown): void {
    if (connection === this.#connection) {
      this.#drop();
      this.#reconnect(error);
    }
  }

  #reconnect(error: unknown): void {
    if (!this.#started) {
      return;
    }
    this.#failures += 1;
    const wait = Math.min(
      RECONNECT_MAX_MS,
      RECONNECT_FIRST_MS * 2 ** (this.#failures - 1),
    );
    this.#logger.info(
      `Not listening for appended events, polling only; again in ${wait} ms: ${stringifyError(error)}`,
    );
    this.#schedule(() => {
      this.#connecting = this.#connect();
    }, wait);
  }

  #schedule(work: () => void, ms: number): void {
    clearTimeout(this.#timer);
    if (this.#started) {
      this.#timer = setTimeout(work, ms);
      this.#timer.unref();
    }
  }

  async #drop(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection) {
      try {
        await this.#database.client.destroyRawConnection(connection);
      } catch {
        // It was broken: that is why it is dropped.
      }
    }
  }
}
