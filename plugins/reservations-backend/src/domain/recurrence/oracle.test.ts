import {
  formatRule,
  type RecurrenceRule,
  RuleError,
  WEEKDAYS,
} from '@callboard/backstage-plugin-reservations-common';
import ICAL from 'ical.js';
import { seededRandom } from '../../demo/seededRandom';
import { DAY_MS } from '../intervals';
import { compact, expandRule, fromLocal, toLocal, untilOf } from '.';

/*
 * A thousand random rules, each worked out by this service and by ical.js, which
 * is another library by other people. What ical.js makes of a rule it makes on
 * the calendar; that local times become the right instants is another test's.
 * (In years, ical.js takes 29 February for 1 March: days to 28 are tried there.)
 */

const ZONES = [
  'Europe/Rome',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kolkata',
];
const RULES = 1000;

const HOUR_MS = 3_600_000;

describe('a thousand random rules', () => {
  it('take place when an independent library says', () => {
    const random = seededRandom(20270316).next;
    let compared = 0;
    let refused = 0;
    while (compared < RULES) {
      const { rule, timeZone, localStart } = randomSeries(random);
      const anchored = (start: number) =>
        expandRule({
          rule,
          timeZone,
          localStart: start,
          exdates: [],
          localLength: HOUR_MS,
        });
      const occurrences = unlessRefused(() => anchored(localStart));
      if (!occurrences) {
        refused += 1;
        continue;
      }
      // A start that is not of the rule is undefined in the RFC; here counting
      // begins there, so that it makes no difference to begin with the first.
      const [{ localStart: first }] = occurrences;
      expect(localsOf(anchored(first))).toEqual(localsOf(occurrences));
      expect([formatRule(rule), localsOf(occurrences)]).toEqual([
        formatRule(rule),
        independent(rule, timeZone, first),
      ]);
      expect(occurrences.map(({ start }) => start)).toEqual(
        occurrences.map(one => fromLocal(one.localStart, timeZone).at),
      );
      compared += 1;
    }
    // Few of them never take place, or too often.
    expect(refused).toBeLessThan(RULES / 5);
  }, 120_000);
});

function localsOf(occurrences: { localStart: number }[]): string[] {
  return occurrences.map(({ localStart }) => compact(localStart));
}

function unlessRefused<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RuleError) {
      return undefined;
    }
    throw error;
  }
}

/** On the calendar, where UNTIL is what a clock shows then. */
function independent(
  rule: RecurrenceRule,
  timeZone: string,
  localStart: number,
): string[] {
  const last = untilOf(rule, timeZone);
  const until = last && compact(toLocal(last, timeZone)).replace('Z', '');
  const text = formatRule({ ...rule, until: until || undefined });
  const recur = ICAL.Recur.fromString(text.replace('RRULE:', ''));
  const iterator = recur.iterator(
    ICAL.Time.fromDateTimeString(
      new Date(localStart).toISOString().slice(0, 19),
    ),
  );
  const found: string[] = [];
  for (let at = iterator.next(); at; at = iterator.next()) {
    if (found.length === 367 || at.year > 2200) {
      break;
    }
    found.push(compact(Date.parse(`${at.toString()}Z`)));
  }
  return found;
}

function randomSeries(random: () => number) {
  const below = (n: number) => Math.floor(random() * n);
  const some = <T>(from: readonly T[], most: number): T[] => {
    const picked = new Set<T>();
    const wanted = 1 + below(most);
    while (picked.size < wanted) {
      picked.add(from[below(from.length)]);
    }
    return from.filter(one => picked.has(one));
  };
  const maybe = <T>(chance: number, make: () => T) =>
    random() < chance ? make() : undefined;
  const frequency = (['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const)[
    below(4)
  ];
  let localStart =
    Date.UTC(2027, 0, 1) + below(730) * DAY_MS + below(96) * 900_000;
  const until = compact(localStart + (20 + below(900)) * DAY_MS);
  const ends = random() < 0.6 ? { count: 1 + below(40) } : { until };
  const rule: RecurrenceRule = {
    frequency,
    interval: maybe(0.5, () => 1 + below(4)),
    ...ends,
  };
  const months = () => some([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 3);
  if (frequency === 'DAILY') {
    rule.byDay = maybe(0.3, () => some(WEEKDAYS, 4).map(day => ({ day })));
    rule.byMonth = maybe(0.2, months);
  } else if (frequency === 'WEEKLY') {
    rule.byDay = maybe(0.8, () => some(WEEKDAYS, 4).map(day => ({ day })));
    rule.weekStart = maybe(0.3, () => (random() < 0.5 ? 'SU' : 'MO'));
  } else if (frequency === 'MONTHLY') {
    if (random() < 0.5) {
      rule.byDay = some(WEEKDAYS, 2).map(day => ({
        day,
        nth: maybe(0.7, () => [1, 2, 3, 4, -1, -2][below(6)]),
      }));
      rule.bySetPos = rule.byDay.every(({ nth }) => nth === undefined)
        ? maybe(0.5, () => [[1, -1, 2][below(3)]])
        : undefined;
    } else {
      rule.byMonthDay = maybe(0.7, () => some([1, 2, 15, 28, 31, -1], 2));
    }
  } else {
    rule.byMonth = months();
    localStart -= Math.max(0, new Date(localStart).getUTCDate() - 28) * DAY_MS;
    rule.byMonthDay = maybe(0.5, () => some([1, 15, 28], 2));
    rule.byDay = rule.byMonthDay
      ? undefined
      : maybe(0.5, () =>
          some(WEEKDAYS, 2).map(day => ({ day, nth: 1 + below(4) })),
        );
  }
  return { rule, localStart, timeZone: ZONES[below(ZONES.length)] };
}
