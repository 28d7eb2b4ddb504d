import type { JsonObject } from '@backstage/types';
import type { BookingRecord } from '../bookings/BookingRecord';

/**
 * What the events of bookings of a series, made or changed in one step, say of
 * each other: of which the first is, and of how many. Only those that the same
 * people are told the same of are counted together.
 */
export function placesInSeries(bookings: readonly BookingRecord[]) {
  const groups = Map.groupBy(bookings, told);
  const places = new Map<BookingRecord, JsonObject>();
  for (const group of groups.values()) {
    const { length } = group;
    group.forEach((one, index) => {
      const isPart = one.seriesId !== undefined && length > 1;
      places.set(one, isPart ? { series: { nth: index + 1, of: length } } : {});
    });
  }
  return (booking: BookingRecord): JsonObject => places.get(booking) ?? {};
}

function told(booking: BookingRecord): string {
  const { seriesId, status, owner, participants } = booking;
  return JSON.stringify([seriesId, status, owner, participants]);
}
