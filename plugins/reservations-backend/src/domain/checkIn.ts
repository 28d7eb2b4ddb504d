import type { ResourceFacts } from './Inventory';
import { type Interval, MINUTE_MS } from './intervals';

const OPENS_MINUTES = 15;

/** From when until when somebody can check in to a booking; epoch milliseconds. */
export interface CheckInWindow {
  opensAt: number;
  closesAt: number;
}

/**
 * The window of a booking whose resources ask for it: as early as any of them
 * lets one, as late as all of them do, and never after the booking's end.
 */
export function checkInWindow(
  resources: readonly Pick<ResourceFacts, 'policies'>[],
  { start, end }: Interval,
): CheckInWindow | undefined {
  const rules = resources.flatMap(({ policies }) => policies.checkIn ?? []);
  if (rules.length === 0) {
    return undefined;
  }
  const opens = rules.map(rule => rule.opensMinutes ?? OPENS_MINUTES);
  const within = rules.map(rule => rule.withinMinutes);
  return {
    opensAt: start - Math.max(...opens) * MINUTE_MS,
    closesAt: Math.min(start + Math.min(...within) * MINUTE_MS, end),
  };
}
