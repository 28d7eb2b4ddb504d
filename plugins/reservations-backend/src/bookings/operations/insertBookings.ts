import type { Database, Writer } from '@callboard/backend-database';
import type { PlannedClaim } from '../../domain/claims';
import type { Inventory } from '../../domain/Inventory';
import { bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import { placesInSeries } from '../../series/placesInSeries';

/** Bookings that are new, each with its claims and its `booking.created`. */
export async function insertBookings(
  tx: Writer,
  options: {
    database: Database;
    bookings: BookingStore;
    actor: string;
    inventory: Inventory;
  },
  made: readonly { booking: BookingRecord; claims: PlannedClaim[] }[],
): Promise<void> {
  const { database, bookings, actor, inventory } = options;
  for (const { booking, claims } of made) {
    await bookings.insert(tx, booking, claims);
  }
  const placeOf = placesInSeries(made.map(({ booking }) => booking));
  await database.outbox.append(
    tx.knex,
    made.map(({ booking }) =>
      bookingEvent(
        'booking.created',
        actor,
        booking,
        inventory,
        placeOf(booking),
      ),
    ),
  );
}
