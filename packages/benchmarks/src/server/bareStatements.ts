import type { Slot } from '../slots';
import type { BareDatabase, Run } from './BareDatabase';
import type { Fixtures } from './fixtures';

const INSERT = `
  INSERT INTO claim
    (booking_id, resource_id, whole, exclusive, units, from_at, until_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

const LOCK = 'SELECT id FROM resource WHERE id = ? FOR UPDATE';

const READ = `
  SELECT booking_id FROM claim
  WHERE resource_id = ? AND until_at > ? AND from_at < ?`;

/** The least that takes a slot, and what relies on the constraint alone. */
export class BareStatements {
  readonly #database: BareDatabase;
  readonly #fixtures: Fixtures;

  static create(database: BareDatabase, fixtures: Fixtures): BareStatements {
    return new BareStatements(database, fixtures);
  }

  private constructor(database: BareDatabase, fixtures: Fixtures) {
    this.#database = database;
    this.#fixtures = fixtures;
  }

  /** One parameterised INSERT, in a transaction of its own. */
  async insert(slot: Slot): Promise<void> {
    await this.#database.withConnection(run => this.#insert(run, slot));
  }

  /** Lock, read, insert. False: the slot was taken. */
  async lockReadInsert(slot: Slot): Promise<boolean> {
    return this.#database.transaction(run => this.#book(run, slot));
  }

  /** The same by way of Knex. */
  async lockReadInsertWithKnex(slot: Slot): Promise<boolean> {
    return this.#database.knexTransaction(run => this.#book(run, slot));
  }

  async #book(run: Run, slot: Slot): Promise<boolean> {
    const resourceId = this.#fixtures.resourceIds[slot.resource];
    if (this.#database.postgres) {
      // On SQLite the transaction itself is the lock.
      await run(LOCK, [resourceId]);
    }
    const taken = await run(READ, [resourceId, slot.start, slot.end]);
    if (taken.length > 0) {
      return false;
    }
    await this.#insert(run, slot);
    return true;
  }

  async #insert(run: Run, slot: Slot): Promise<void> {
    const yes = this.#database.postgres ? true : 1;
    await run(INSERT, [
      this.#fixtures.bookingIds[slot.resource],
      this.#fixtures.resourceIds[slot.resource],
      yes,
      yes,
      1,
      slot.start,
      slot.end,
    ]);
  }
}
