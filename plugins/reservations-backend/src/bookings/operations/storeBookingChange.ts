import type { JsonObject } from '@backstage/types';
import {
  checkVersion,
  type Database,
  type Writer,
} from '@callboard/backend-database';
import { keepSetup } from '../../domain/buffers';
import type { PlannedClaim } from '../../domain/claims';
import type { Inventory } from '../../domain/Inventory';
import { bookingData, bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import type { ClaimStore } from '../ClaimStore';

/**
 * Stores what a booking has become, once it is decided, with its new claims if
 * time or place change.
 *
 * @throws PreconditionFailedError (412) where it is not what was seen any more
 */
export async function storeBookingChange(
  tx: Writer,
  options: {
    database: Database;
    bookings: BookingStore;
    claims: ClaimStore;
    actor: string;
    inventory: Inventory;
    seen: BookingRecord;
    wanted: BookingRecord;
    planned?: PlannedClaim[];
    /** What is announced, if not that it was changed. */
    type?: 'booking.extended';
    /** Why, where it was not the booker's wish. */
    cause?: JsonObject;
  },
): Promise<BookingRecord> {
  const { bookings, claims, actor, inventory, seen, wanted, planned } = options;
  const before = await bookings.lock(tx, seen.id);
  checkVersion(before ?? { version: 0 }, seen.version);
  const setup = keepSetup(before!.resources, wanted, wanted.updatedAt);
  const booking = { ...wanted, resources: setup.resources };
  await bookings.update(tx, booking, planned !== undefined);
  if (planned) {
    // Delete, then insert: moving touching claims in one UPDATE would meet
    // the constraint half-way.
    await claims.deleteOf(tx, seen.id);
    await claims.insert(tx, seen.id, planned);
  }
  await options.database.outbox.append(tx.knex, [
    bookingEvent(options.type ?? 'booking.changed', actor, booking, inventory, {
      before: bookingData(seen, inventory),
      ...options.cause,
    }),
    ...(setup.about.size > 0
      ? [
          bookingEvent(
            'booking.teardown_ended',
            actor,
            { ...booking, resources: before!.resources },
            inventory,
            { reason: 'moved' },
            setup.about,
          ),
        ]
      : []),
  ]);
  return booking;
}
