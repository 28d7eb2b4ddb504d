import type { ReservationsServices } from '@callboard/backstage-plugin-reservations-backend';
import { bookingStarted } from '../engine/events';
import { epochNow } from '../epoch';

/**
 * Events of the reservations plugin, committed beside its relay as another
 * backend would: the relay learns of them by NOTIFY.
 */
export class AppendedEvents {
  readonly #database: ReservationsServices['database'];
  #count = 0;

  static create(database: ReservationsServices['database']): AppendedEvents {
    return new AppendedEvents(database);
  }

  private constructor(database: ReservationsServices['database']) {
    this.#database = database;
  }

  async commit(): Promise<{ committingAt: number }> {
    this.#count += 1;
    const { type, aggregate, orderingKeys, actor, refs, data } = bookingStarted(
      this.#count,
    );
    return this.#database.write(async tx => {
      await this.#database.outbox.append(tx.knex, [
        { type, aggregate, orderingKeys, actor, refs, data },
      ]);
      return { committingAt: epochNow() };
    });
  }
}
