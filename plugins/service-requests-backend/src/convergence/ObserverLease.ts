import {
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { toNumber } from '@callboard/backend-database';

/** Another backend observes by now. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/**
 * Which backend observes the control plane: the one whose id is in the one row
 * of `control_plane`, until a time by the database's clock. What it writes is
 * written in a transaction that locks this row and finds its own id in it, so
 * one that has lost it without noticing writes nothing more.
 */
export class ObserverLease {
  readonly #database: Database;
  readonly #holder: string;
  readonly #durationMs: number;

  private constructor(options: {
    database: Database;
    holder: string;
    durationMs: number;
  }) {
    this.#database = options.database;
    this.#holder = options.holder;
    this.#durationMs = options.durationMs;
  }

  static create(options: {
    database: Database;
    holder: string;
    durationMs: number;
  }) {
    return new ObserverLease(options);
  }

  /** Takes it where nobody has it, or keeps it. Answers with the hints so far. */
  async acquire(): Promise<{ held: boolean; kicks: number }> {
    return this.#database.write(async tx => {
      const now = await readNow(tx);
      const held = await tx
        .knex('control_plane')
        .where({ id: 1 })
        .andWhere(free =>
          free
            .where('holder', this.#holder)
            .orWhereNull('holder')
            .orWhere('held_until', '<=', now),
        )
        .update({ holder: this.#holder, held_until: now + this.#durationMs });
      const row = await tx.knex('control_plane').where({ id: 1 }).first();
      return { held: held === 1, kicks: toNumber(row.kicks) };
    });
  }

  async release(): Promise<void> {
    await this.#database.write(async tx => {
      await tx
        .knex('control_plane')
        .where({ id: 1, holder: this.#holder })
        .update({ holder: null, held_until: 0 });
    });
  }

  /** @throws LeaseLostError */
  async write<T>(command: (tx: Writer) => Promise<T>): Promise<T> {
    return this.#database.write(async tx => {
      const now = await readNow(tx);
      const held = await tx
        .knex('control_plane')
        .where({ id: 1, holder: this.#holder })
        .andWhere('held_until', '>', now)
        .update({ held_until: now + this.#durationMs });
      if (held !== 1) {
        throw new LeaseLostError('Another backend observes the control plane');
      }
      return command(tx);
    });
  }

  /** A hint for whichever backend observes. */
  async leaveHint(): Promise<void> {
    await this.#database.write(async tx => {
      await tx.knex('control_plane').where({ id: 1 }).increment('kicks', 1);
    });
  }
}
