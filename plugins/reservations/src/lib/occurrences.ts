import type {
  Booking,
  Occurrence,
} from '@callboard/backstage-plugin-reservations-common';

/** Whether one occurrence cannot be booked. */
export function isOccurrenceRefused({
  conflicts = [],
  verdicts = [],
}: Occurrence): boolean {
  return (
    conflicts.length > 0 ||
    verdicts.some(({ result, overridden }) =>
      result === 'deny' ? !overridden : false,
    )
  );
}

/** By which it is left out: the start that the rule gives it. */
export function placeOf({ start, occurrence = start }: Occurrence): string {
  return occurrence;
}

/** How many are wanted, and how many of those cannot be had. */
export function summarise(
  occurrences: readonly Occurrence[],
  exdates: readonly string[],
): { wanted: number; refused: number } {
  const wanted = occurrences.filter(one => !exdates.includes(placeOf(one)));
  return {
    wanted: wanted.length,
    refused: wanted.filter(isOccurrenceRefused).length,
  };
}

/** Bookings of one series as one entry, where its first is. */
export function bySeries(bookings: readonly Booking[]): Booking[][] {
  const groups = new Map<string, Booking[]>();
  for (const booking of bookings) {
    const key = booking.seriesId ?? booking.id;
    groups.set(key, [...(groups.get(key) ?? []), booking]);
  }
  return [...groups.values()];
}

/** Whether a whole preview leaves nothing, or not all, that could be booked. */
export function isSeriesRefused(
  { wanted, refused }: { wanted: number; refused: number },
  skip: boolean,
): boolean {
  return wanted === 0 || (skip ? refused === wanted : refused > 0);
}
