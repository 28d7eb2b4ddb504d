import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { actorOf, type CallContext } from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import type { BookingStore } from '../bookings/BookingStore';
import { normaliseRef } from '../domain/Inventory';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { People } from '../people/People';
import { leaveBooking } from './leaveBooking';

interface Options {
  bookings: AuthorizedBookings;
  store: BookingStore;
  database: Database;
  inventory: InventoryCache;
  people: People;
}

/** What the participants of a booking may do about it themselves. */
export class AuthorizedParticipation {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedParticipation {
    return new AuthorizedParticipation(options);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorize(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#options.bookings.authorize(id, 'leave', credentials);
  }

  /** The caller and their groups, as participants. */
  async refsOf(credentials: BackstageCredentials): Promise<string[]> {
    const caller = await this.#options.people.caller(credentials);
    return [
      ...new Set([
        normaliseRef(actorOf(credentials)),
        ...(caller?.claims ?? []),
      ]),
    ];
  }

  /** Leaves; who no longer sees the booking then is told the last of it. */
  async leave(id: string, context: CallContext): Promise<Booking> {
    const { bookings, store, database, inventory } = this.#options;
    const { credentials } = context;
    await this.authorize(id, credentials);
    const seen = await bookings.get(id, credentials);
    const [person, ...groups] = await this.refsOf(credentials);
    const known = await inventory.latest();
    const booking = await database.write(
      tx =>
        leaveBooking(tx, {
          database,
          bookings: store,
          id,
          person,
          groups,
          known,
        }),
      context.idempotency,
    );
    return {
      ...seen,
      version: booking.version,
      updatedAt: new Date(booking.updatedAt).toISOString(),
      participants: booking.participants,
      provisioning: undefined,
      actions: seen.actions.filter(action => action !== 'leave'),
    };
  }
}
