import type { Rates } from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import { type Interval, overlaps } from './intervals';

const HOUR_MS = 3_600_000;
/** What is below is noise of binary fractions, not money. */
const DIGITS = 6;

/** What some use costs in one currency. */
export interface Cost {
  /** ISO 4217. */
  currency: string;
  amount: number;
  /** Hours times units that were charged in this currency. */
  unitHours: number;
}

interface Span extends Interval {
  currency: string;
  perUnitHour: number;
}

/** Hours times units; an hour is 60 minutes, also when clocks change. */
export function unitHoursOf({ start, end }: Interval, units: number): number {
  return tidy((Math.max(0, end - start) / HOUR_MS) * units);
}

/**
 * What it costs to have `units` of a resource during `interval`: one entry for
 * each currency, in the order in which they apply; none where there is no rate.
 *
 * A rate holds from the beginning of its day in `timeZone` (the site's) until
 * the next one's, so use across a change is split at that instant. What lies
 * before the first rate is free. Amounts are not rounded to cents: a sum of
 * many short uses is rounded once, where it is shown.
 *
 * @param interval - The booked time itself, without its buffers.
 */
export function costOf(use: {
  interval: Interval;
  units: number;
  rates: Rates;
  timeZone: string;
}): Cost[] {
  const { interval, units, rates, timeZone } = use;
  return sumCosts(
    spansOf(rates, timeZone)
      .filter(span => overlaps(span, interval))
      .map(({ start, end, currency, perUnitHour }) => {
        const unitHours = unitHoursOf(
          {
            start: Math.max(start, interval.start),
            end: Math.min(end, interval.end),
          },
          units,
        );
        return { currency, amount: unitHours * perUnitHour, unitHours };
      }),
  );
}

/** One entry for each currency. */
export function sumCosts(costs: readonly Cost[]): Cost[] {
  const sums = new Map<string, Cost>();
  for (const { currency, amount, unitHours } of costs) {
    const sum = sums.get(currency);
    sums.set(currency, {
      currency,
      amount: tidy((sum?.amount ?? 0) + amount),
      unitHours: tidy((sum?.unitHours ?? 0) + unitHours),
    });
  }
  return [...sums.values()];
}

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
export function tidy(value: number): number {
  return Number(value.toFixed(DIGITS));
}

/** Rates do not change once read, and reports ask for the same ones over and over. */
const known = new WeakMap<Rates, Map<string, Span[]>>();

function spansOf(rates: Rates, timeZone: string): Span[] {
  const zones = known.get(rates) ?? new Map<string, Span[]>();
  known.set(rates, zones);
  const spans = zones.get(timeZone) ?? toSpans(rates, timeZone);
  zones.set(timeZone, spans);
  return spans;
}

/** Of two rates from the same day, the one that was written last holds. */
function toSpans(rates: Rates, timeZone: string): Span[] {
  const sorted = [...rates].sort((a, b) => a.from.localeCompare(b.from));
  const starts = sorted.map(({ from }) =>
    DateTime.fromISO(from, { zone: timeZone }).startOf('day').toMillis(),
  );
  return sorted.map(({ currency, perUnitHour }, index) => ({
    currency,
    perUnitHour,
    start: starts[index],
    end: starts[index + 1] ?? Infinity,
  }));
}
