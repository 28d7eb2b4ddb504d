import { ConflictError } from '@backstage/errors';
import { isTerminal } from '@callboard/backstage-plugin-reservations-common';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { By } from '../bookings/BookingsService';
import {
  type LockMode,
  lockResources,
  mergeLocks,
} from '../bookings/lockResources';
import { endBooking } from '../bookings/operations/endBooking';
import type { Inventory } from '../domain/Inventory';
import { bookingsMeant } from './planChange';
import {
  type CurrentSeries,
  lockSeries,
  type Permit,
  type SeriesOptions,
} from './CurrentSeries';
import { placesInSeries } from './placesInSeries';
import { changeSeriesFrom } from './splitSeries';

/**
 * Cancels what is meant of a series, in one transaction. The rule then ends
 * before the first of those that follow; where all are cancelled it stays, as
 * the record of what was booked.
 */
export async function endBookings(
  current: CurrentSeries,
  options: SeriesOptions & {
    known: Inventory;
    reason?: string;
    permit: Permit;
    context: By;
  },
): Promise<BookingRecord> {
  const { database, bookings, freed, known, context, reason } = options;
  const { booking, part, now } = current;
  const meant = bookingsMeant(current);
  const all =
    booking &&
    !isTerminal(booking.status) &&
    !meant.some(({ id }) => id === booking.id)
      ? [booking, ...meant]
      : meant;
  all.forEach(one => options.permit(one, known));
  const resourceIds = new Set(
    all.flatMap(({ resources }) => resources.map(({ id }) => id)),
  );
  const waiting = await freed.expect(resourceIds);
  return database.write(async tx => {
    if (all.length === 0) {
      throw new ConflictError('Everything in this series has begun or is over');
    }
    const own = [...resourceIds].map((id): [string, LockMode] => [
      id,
      'update',
    ]);
    await lockResources(tx, mergeLocks(new Map(own), waiting.locks));
    const sorted = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const { id } of sorted) {
      await bookings.lock(tx, id);
    }
    await lockSeries(tx, options.series, current.series);
    const placeOf = placesInSeries(meant);
    const ended: BookingRecord[] = [];
    for (const seen of all) {
      ended.push(
        await endBooking(tx, {
          database,
          bookings,
          claims: options.claims,
          seen,
          known,
          ending: { kind: 'cancel', reason, cause: placeOf(seen) },
          actor: context.actor,
        }),
      );
    }
    if (part === 'following' && meant.length > 0) {
      const cut = meant[0].occurrenceAt!;
      const { before } = changeSeriesFrom(current.series, cut, undefined, now);
      if (before) {
        await options.series.update(tx, before);
      }
    }
    await freed.promote(tx, waiting);
    return ended.find(({ id }) => id === booking?.id) ?? ended[0];
  }, context.idempotency);
}
