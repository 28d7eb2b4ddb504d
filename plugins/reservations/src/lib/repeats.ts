import {
  formatRule,
  type NewRecurrence,
  parseRule,
  type RecurrenceRule,
  RuleError,
  type Weekday,
  WEEKDAYS,
} from '@callboard/backstage-plugin-reservations-common';
import { inZone } from '@callboard/frontend-kit';

/** The usual ways in which something repeats. */
export const REPEATS = [
  'never',
  'daily',
  'workdays',
  'weekly',
  'biweekly',
  'monthlyDate',
  'monthlyNth',
  'monthlyLast',
  'yearly',
  'rule',
] as const;
export type Repeat = (typeof REPEATS)[number];

/** How a booking repeats, as the form has it. */
export type RepeatValues = {
  repeat: Repeat;
  /** For weeks; empty is the start's day. */
  days: Weekday[];
  ends: 'count' | 'until';
  count: number;
  /** A local day, `2027-06-30`. */
  until: string;
  /** What was typed, for `rule`. */
  text: string;
  /** Starts that are taken out. */
  exdates: string[];
  /** Whether what is taken is left out, not refused. */
  skip: boolean;
};

/** Those that need not be typed. */
const USUAL = REPEATS.filter(one => one !== 'never' && one !== 'rule');

const DEFAULT_COUNT = 10;

export function repeatsFrom(start: string, zone: string): RepeatValues {
  return {
    repeat: 'never',
    days: [],
    ends: 'count',
    count: DEFAULT_COUNT,
    until: inZone(start, zone).plus({ months: 3 }).toFormat('yyyy-MM-dd'),
    text: '',
    exdates: [],
    skip: false,
  };
}

/** The local day of a start, `2027-03-16`. */
export function dayOf(start: string, zone: string): string {
  return inZone(start, zone).toFormat('yyyy-MM-dd');
}

/** The days on which it repeats by the week: those chosen, or the start's. */
export function weekdaysOf(
  { days }: RepeatValues,
  start: string,
  zone: string,
): Weekday[] {
  return days.length > 0 ? days : [WEEKDAYS[inZone(start, zone).weekday - 1]];
}

/** The rule behind a choice; of one that was typed, nothing if it is none. */
export function ruleOf(
  values: RepeatValues,
  start: string,
  zone: string,
): RecurrenceRule | undefined {
  if (values.repeat === 'never') {
    return undefined;
  }
  if (values.repeat === 'rule') {
    try {
      return parseRule(values.text);
    } catch {
      return undefined;
    }
  }
  return { ...patternOf(values, start, zone), ...endOf(values) };
}

/** What is wrong with a rule that was typed. */
export function ruleProblem({ repeat, text }: RepeatValues) {
  if (repeat !== 'rule') {
    return undefined;
  }
  try {
    parseRule(text);
    return undefined;
  } catch (error) {
    return error instanceof RuleError ? error.message : undefined;
  }
}

/** As the server takes it. */
export function toRecurrence(
  values: RepeatValues | undefined,
  start: string,
  zone: string,
): NewRecurrence | undefined {
  if (!values || values.repeat === 'never') {
    return undefined;
  }
  const rule = ruleOf(values, start, zone);
  return {
    rule: rule ? formatRule(rule) : values.text.trim() || 'RRULE:',
    exdates: values.exdates.length > 0 ? values.exdates : undefined,
    onConflict: values.skip ? 'skip' : 'refuse',
  };
}

/** The same with the rule to be typed, from what was chosen. */
export function asTyped(
  values: RepeatValues,
  start: string,
  zone: string,
): RepeatValues {
  const rule = ruleOf(values, start, zone) ?? {
    frequency: 'WEEKLY' as const,
    count: values.count,
  };
  return { ...values, repeat: 'rule', text: formatRule(rule) };
}

/**
 * As the form has a rule: one of the usual ways where it is that, else as typed.
 *
 * @param skipped - Occurrences that the rule counts and that are not meant.
 */
export function repeatsOfRule(
  text: string,
  { start, zone, skipped }: { start: string; zone: string; skipped: number },
): RepeatValues {
  const whole = parseRule(text);
  const rule =
    whole.count === undefined
      ? whole
      : { ...whole, count: Math.max(1, whole.count - skipped) };
  const plain = repeatsFrom(start, zone);
  const values: RepeatValues = {
    ...plain,
    ends: rule.count === undefined ? 'until' : 'count',
    count: rule.count ?? plain.count,
    until:
      rule.until === undefined ? plain.until : dayOfUntil(rule.until, zone),
    days: (rule.byDay ?? []).map(({ day }) => day),
    text: formatRule(rule),
  };
  const { count, until, ...pattern } = rule;
  const said = formatRule(pattern);
  // What is not said is the start's day.
  const repeat = USUAL.find(one =>
    [values, { ...values, days: [] }].some(way => {
      const usual = patternOf({ ...way, repeat: one }, start, zone);
      return formatRule(usual) === said || formatRule(bare(usual)) === said;
    }),
  );
  return { ...values, repeat: repeat ?? 'rule' };
}

/** Without the day that is the start's anyway. */
function bare({ frequency, interval, byDay }: RecurrenceRule): RecurrenceRule {
  const others = byDay && (byDay.length > 1 || byDay[0].nth !== undefined);
  return { frequency, interval, byDay: others ? byDay : undefined };
}

function dayOfUntil(until: string, zone: string): string {
  const [, year, month, day, time] =
    /^(\d{4})(\d\d)(\d\d)(T\d{6}Z)?$/.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  return time
    ? dayOf(
        `${date}T${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5)}`,
        zone,
      )
    : date;
}

function endOf({ ends, count, until }: RepeatValues) {
  return ends === 'count' ? { count } : { until: until.replaceAll('-', '') };
}

function patternOf(
  values: RepeatValues,
  start: string,
  zone: string,
): RecurrenceRule {
  const local = inZone(start, zone);
  const day = WEEKDAYS[local.weekday - 1];
  const byDay = weekdaysOf(values, start, zone).map(one => ({ day: one }));
  switch (values.repeat) {
    case 'daily':
      return { frequency: 'DAILY' };
    case 'workdays':
      return {
        frequency: 'WEEKLY',
        byDay: WEEKDAYS.slice(0, 5).map(one => ({ day: one })),
      };
    case 'biweekly':
      return { frequency: 'WEEKLY', interval: 2, byDay };
    case 'monthlyDate':
      return { frequency: 'MONTHLY', byMonthDay: [local.day] };
    case 'monthlyNth':
      return {
        frequency: 'MONTHLY',
        byDay: [{ day, nth: Math.ceil(local.day / 7) }],
      };
    case 'monthlyLast':
      return { frequency: 'MONTHLY', byDay: [{ day, nth: -1 }] };
    case 'yearly':
      return { frequency: 'YEARLY' };
    default:
      return { frequency: 'WEEKLY', byDay };
  }
}
