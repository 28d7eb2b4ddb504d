import {
  formatRule,
  MAX_OCCURRENCES,
  type RecurrenceRule,
  RuleError,
} from '@callboard/backstage-plugin-reservations-common';
import { RRuleTemporal } from 'rrule-temporal';
import { DAY_MS, type Interval } from '../intervals';
import { fromLocal, type OddTime, toLocal } from './localTime';

/** What repeats: the first time, and when again. */
export interface Recurrence {
  rule: RecurrenceRule;
  /** Starts of those left out, epoch milliseconds. */
  exdates: readonly number[];
  timeZone: string;
  /** Local milliseconds; see `localTime`. Times of day, and where counting begins. */
  localStart: number;
  /** Between the local start and the local end. */
  localLength: number;
}

export interface Occurrence extends Interval {
  /** Its place in the rule, from 1; those left out count too. */
  number: number;
  /** Local milliseconds. */
  localStart: number;
  odd?: OddTime;
}

/** The calendar’s last day that can be written with four digits of a year. */
const LATEST = Date.UTC(9999, 11, 31);

/** Steps without an occurrence, after which there is not going to be one. */
const MAX_STEPS = 4_000;

/**
 * When a recurrence takes place, in order.
 *
 * The rule is worked out on the calendar, where no hour is ever missing, and each
 * local time then becomes an instant: so a weekly 09:00 is 09:00 all year, a
 * nightly 02:30 takes place in every night, and COUNT=10 is ten times. (The
 * library on zoned times would leave the nonexistent ones out, as RFC 5545 asks
 * of rules: then nobody would have the machine in that night.) The end keeps its
 * local time as well, so that nights from 22:00 to 06:00 and days from 06:00 to
 * 22:00 never meet; where that leaves nothing, the length counts.
 *
 * The first occurrence is the rule's first on or after the start.
 *
 * @throws RuleError where it has too many occurrences, or none
 */
export function expandRule(recurrence: Recurrence): Occurrence[] {
  const { exdates, timeZone, localLength } = recurrence;
  const excluded = new Set(exdates);
  const occurrences = localStarts(recurrence).map((localStart, index) => {
    const { at: start, odd } = fromLocal(localStart, timeZone);
    const end = fromLocal(localStart + localLength, timeZone).at;
    return {
      number: index + 1,
      localStart,
      start,
      end: end > start ? end : start + localLength,
      odd,
    };
  });
  const left = occurrences.filter(({ start }) => !excluded.has(start));
  if (left.length === 0) {
    throw new RuleError('never takes place');
  }
  return left;
}

function localStarts({ rule, timeZone, localStart }: Recurrence): number[] {
  const last = untilOf(rule, timeZone);
  // On the calendar, as if it were UTC; one more than allowed shows that there
  // are too many.
  const expansion = new RRuleTemporal({
    rruleString: `DTSTART:${compact(localStart)}\n${formatRule({
      ...rule,
      until:
        last === undefined
          ? undefined
          : compact(Math.min(toLocal(last, timeZone) + DAY_MS, LATEST)),
    })}`,
    maxIterations: MAX_STEPS,
  });
  const found = all(expansion)
    .map(date => date.epochMilliseconds + (localStart % 1000))
    .filter(
      local => last === undefined || fromLocal(local, timeZone).at <= last,
    );
  if (found.length > MAX_OCCURRENCES) {
    throw new RuleError(
      `must end after at most ${MAX_OCCURRENCES} occurrences`,
    );
  }
  return found;
}

function all(expansion: RRuleTemporal) {
  try {
    return expansion.all((_date, index) => index <= MAX_OCCURRENCES + 1);
  } catch (error) {
    if (/Maximum \w+ \(/.test(String(error))) {
      throw new RuleError('takes place too seldom, or never');
    }
    throw error;
  }
}

/** The last instant at which an occurrence may start. */
export function untilOf(
  { until }: RecurrenceRule,
  timeZone: string,
): number | undefined {
  if (until === undefined) {
    return undefined;
  }
  const [, year, month, day, time] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})Z)?$/.exec(until) ?? [];
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (time === undefined) {
    return fromLocal(date + DAY_MS, timeZone).at - 1;
  }
  const [hours, minutes, seconds] = time.match(/\d\d/g)!.map(Number);
  return date + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** Written for UNTIL: not before that moment. */
export function untilText(at: number): string {
  return compact(Math.ceil(at / 1000) * 1000);
}

/** `20270316T090000Z`; rules know no fractions of a second. */
export function compact(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}
