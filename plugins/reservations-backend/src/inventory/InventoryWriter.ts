import type { CallContext } from '@callboard/backend-access';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { Database, Writer } from '@callboard/backend-database';
import type { Inventory } from '../domain/Inventory';
import { type InventoryCache, raiseRevision } from './InventoryCache';

/** What a change of the inventory leaves behind: its result and its events. */
export interface InventoryChange<T> {
  result: T;
  events: NewDomainEvent[];
}

/** What services write the inventory with. */
export interface InventoryWrites {
  run<T>(
    context: Pick<CallContext, 'idempotency'>,
    command: (tx: Writer) => Promise<InventoryChange<T>>,
  ): Promise<T>;
}

/** Reads what a transaction sees of the inventory. */
export type ReadInventory = (tx: Writer) => Promise<Inventory>;

/**
 * Runs changes of the inventory: rows, events and the raised revision in one
 * transaction, or none of them.
 *
 * Raising the revision comes first and locks its row, so changes of the
 * inventory happen one after the other, and what a command reads stays as it
 * is until it commits. Bookings only read the revision: they run beside, and
 * meet a change of the inventory on the rows of the resources it locks.
 */
export class InventoryWriter implements InventoryWrites {
  readonly #database: Database;
  readonly #inventory: InventoryCache;

  private constructor(database: Database, inventory: InventoryCache) {
    this.#database = database;
    this.#inventory = inventory;
  }

  static create(
    database: Database,
    inventory: InventoryCache,
  ): InventoryWriter {
    return new InventoryWriter(database, inventory);
  }

  async run<T>(
    context: Pick<CallContext, 'idempotency'>,
    command: (tx: Writer) => Promise<InventoryChange<T>>,
  ): Promise<T> {
    const result = await this.#database.write(async tx => {
      await raiseRevision(tx);
      const change = await command(tx);
      if (change.events.length > 0) {
        await this.#database.outbox.append(tx.knex, change.events);
      }
      return change.result;
    }, context.idempotency);
    this.#inventory.invalidate();
    return result;
  }
}
