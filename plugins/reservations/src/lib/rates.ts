import type {
  Rates,
  Resource,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';

const HOUR_MS = 3_600_000;

export type Rate = Rates[number];
export type Money = { currency: string; amount: number };

/** A resource's own rates, or its type's. */
export function ratesOf(
  resource: Pick<Resource, 'rates'>,
  type: Pick<ResourceType, 'rates'> | undefined,
): Rates {
  return resource.rates ?? type?.rates ?? [];
}

/** The rate of today, and the next one if there is one. */
export function currentRates(
  rates: Rates,
  today: string,
): { now?: Rate; next?: Rate } {
  const sorted = [...rates].sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    now: sorted.filter(({ from }) => from <= today).at(-1),
    next: sorted.find(({ from }) => from > today),
  };
}

/**
 * What it costs to have something, one entry for each currency: split where a
 * rate begins, at midnight of its day in the site's zone. Free before the first.
 *
 * @param use - `start` and `end` in ISO 8601
 */
export function costsOf(use: {
  rates: Rates;
  zone: string;
  start: string;
  end: string;
  units: number;
}): Money[] {
  const { rates, zone, units } = use;
  const [start, end] = [use.start, use.end].map(at => Date.parse(at));
  const sorted = [...rates].sort((a, b) => (a.from < b.from ? -1 : 1));
  const days = sorted.map(({ from }) =>
    DateTime.fromISO(from, { zone }).startOf('day').toMillis(),
  );
  return addUp(
    sorted.map(({ currency, perUnitHour }, index) => {
      const from = Math.max(start, days[index]);
      const to = Math.min(end, days[index + 1] ?? Infinity);
      const hours = Math.max(0, to - from) / HOUR_MS;
      return { currency, amount: hours * perUnitHour * units };
    }),
  );
}

/** One entry for each currency, those of nothing left out. */
export function addUp(costs: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of costs) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount }))
    .filter(({ amount }) => amount > 0);
}
