import { randomUUID } from 'node:crypto';
import type { BareDatabase } from './BareDatabase';
import type { Statement } from './StatementLog';

/** What differs from one booking to the next. */
export interface Particulars {
  bookingId: string;
  resourceId: string;
  resourceRef: string;
  /** Epoch milliseconds. */
  start: number;
  end: number;
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const BORDERS = /^(BEGIN|COMMIT|ROLLBACK|UPDATE write_lock)\b/i;

/**
 * The statements of one real booking, sent again for others: the same work for
 * the database, without the code that leads to it. Because they are recorded
 * and not written down here, they are still the same when that code changes.
 */
export class Replay {
  readonly #database: BareDatabase;
  readonly #statements: Statement[];
  readonly #recorded: Particulars;
  /** Identifiers that are new each time besides the booking's: the event's. */
  readonly #fresh: string[];

  /** `constants` are identifiers that stay, such as the site's. */
  static create(options: {
    database: BareDatabase;
    statements: Statement[];
    recorded: Particulars;
    constants: string[];
  }): Replay {
    return new Replay(options);
  }

  private constructor(options: {
    database: BareDatabase;
    statements: Statement[];
    recorded: Particulars;
    constants: string[];
  }) {
    const { recorded } = options;
    this.#database = options.database;
    this.#recorded = recorded;
    this.#statements = options.statements
      .filter(({ sql }) => !BORDERS.test(sql))
      .map(({ sql, bindings }) => ({
        sql: sql.replace(/\$\d+/g, '?'),
        bindings,
      }));
    const known = [
      recorded.bookingId,
      recorded.resourceId,
      ...options.constants,
    ];
    const found = JSON.stringify(this.#statements).match(UUID) ?? [];
    this.#fresh = [...new Set(found)].filter(id => !known.includes(id));
  }

  /** How many statements a booking sends, the borders of the transaction apart. */
  get length(): number {
    return this.#statements.length;
  }

  async run(next: Omit<Particulars, 'bookingId'>): Promise<string> {
    const bookingId = randomUUID();
    const replace = this.#replacer({ ...next, bookingId });
    await this.#database.transaction(async run => {
      for (const { sql, bindings } of this.#statements) {
        await run(sql, bindings.map(replace));
      }
    });
    return bookingId;
  }

  #replacer(next: Particulars): (value: unknown) => unknown {
    const { bookingId, resourceId, resourceRef, start, end } = this.#recorded;
    const instant = (time: number) => new Date(time).toISOString();
    const texts = [
      [bookingId, next.bookingId],
      [resourceId, next.resourceId],
      [resourceRef, next.resourceRef],
      [instant(start), instant(next.start)],
      [instant(end), instant(next.end)],
      ...this.#fresh.map(id => [id, randomUUID()]),
    ];
    const replace = (value: unknown): unknown => {
      if (value === start) {
        return next.start;
      }
      if (value === end) {
        return next.end;
      }
      if (Array.isArray(value)) {
        return value.map(replace);
      }
      return typeof value === 'string'
        ? texts.reduce((text, [from, to]) => text.replaceAll(from, to), value)
        : value;
    };
    return replace;
  }
}
