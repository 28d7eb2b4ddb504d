import type { PolicyDefaults } from '@callboard/backstage-plugin-reservations-common';
import { Temporal } from 'temporal-polyfill';
import type { ResourceFacts } from './Inventory';
import { type Interval, MINUTE_MS } from './intervals';

type OffHoursRule = NonNullable<PolicyDefaults['offHours']>;

const WARN_MINUTES = 60;

/** A rule, and the zone whose clocks it goes by. */
export interface NightRule {
  rule: OffHoursRule;
  timeZone: string;
}

/** When a booking is next ended for the night, and when that is told before. */
export interface Night {
  at: number;
  warnAt: number;
}

export function nightRules(resources: ResourceFacts[]): NightRule[] {
  return resources.flatMap(({ policies, site }) =>
    policies.offHours
      ? [{ rule: policies.offHours, timeZone: site.timeZone }]
      : [],
  );
}

/**
 * The next night of any of the rules that comes after both the start and `after`
 * and before the end; one that begins at the very end ends nothing.
 */
export function nextNight(
  rules: readonly NightRule[],
  time: Interval,
  after: number,
): Night | undefined {
  const nights = rules.map(({ rule, timeZone }) => {
    const at = nextAt(rule.at, timeZone, Math.max(time.start, after));
    return { at, warnAt: at - (rule.warnMinutes ?? WARN_MINUTES) * MINUTE_MS };
  });
  const next = nights.sort((a, b) => a.at - b.at)[0];
  return next && next.at < time.end ? next : undefined;
}

/** Until when a booking is kept by who keeps it for the coming night. */
export function keptForTheNight(
  rules: readonly NightRule[],
  now: number,
): number {
  return Math.max(
    ...rules.map(({ rule, timeZone }) => nextAt(rule.at, timeZone, now)),
  );
}

/**
 * The first time after an instant that the clocks of a zone show an hour. On a
 * day on which they skip it, it is the instant as much later; where they show it
 * twice, it is the first.
 */
export function nextAt(hour: string, timeZone: string, after: number): number {
  let day = Temporal.Instant.fromEpochMilliseconds(after)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .subtract({ days: 1 });
  for (;;) {
    const at = day.toZonedDateTime({
      timeZone,
      plainTime: hour,
    }).epochMilliseconds;
    if (at > after) {
      return at;
    }
    day = day.add({ days: 1 });
  }
}
