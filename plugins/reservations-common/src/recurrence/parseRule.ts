import {
  FREQUENCIES,
  MAX_OCCURRENCES,
  type RecurrenceRule,
  type RuleDay,
  RuleError,
  WEEKDAYS,
} from './RecurrenceRule';

type Part = (rule: RecurrenceRule, value: string) => void;

const MAX_INTERVAL = 1000;

const parts: Record<string, Part> = {
  FREQ: (rule, value) => {
    rule.frequency = oneOf(
      FREQUENCIES,
      value,
      'must repeat DAILY, WEEKLY, MONTHLY or YEARLY',
    );
  },
  INTERVAL: (rule, value) => {
    rule.interval = integer('INTERVAL', value, 1, MAX_INTERVAL);
  },
  COUNT: (rule, value) => {
    rule.count = integer('COUNT', value, 1, MAX_OCCURRENCES);
  },
  UNTIL: (rule, value) => {
    if (!isMoment(value)) {
      throw new RuleError(
        'UNTIL must be a day (20271231) or an instant in UTC (20271231T225959Z)',
      );
    }
    rule.until = value;
  },
  BYDAY: (rule, value) => {
    rule.byDay = value.split(',').map(ruleDay);
  },
  BYMONTHDAY: (rule, value) => {
    rule.byMonthDay = integers('BYMONTHDAY', value, 31, true);
  },
  BYMONTH: (rule, value) => {
    rule.byMonth = integers('BYMONTH', value, 12, false);
  },
  BYSETPOS: (rule, value) => {
    rule.bySetPos = integers('BYSETPOS', value, 366, true);
  },
  WKST: (rule, value) => {
    rule.weekStart = oneOf(WEEKDAYS, value, 'WKST must be a day such as MO');
  },
};

/**
 * Reads `RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=12`, with or without `RRULE:`.
 *
 * @throws RuleError
 */
export function parseRule(text: string): RecurrenceRule {
  const rule = { frequency: undefined } as unknown as RecurrenceRule;
  const seen = new Set<string>();
  for (const part of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [name, value, ...rest] = part.split('=');
    if (!value || rest.length > 0) {
      throw new RuleError(`must be parts such as FREQ=WEEKLY, not "${part}"`);
    }
    if (!Object.hasOwn(parts, name)) {
      throw new RuleError(
        `has ${name}, which bookings cannot repeat by: the time of day is the start’s`,
      );
    }
    if (seen.has(name)) {
      throw new RuleError(`has ${name} twice`);
    }
    seen.add(name);
    parts[name](rule, value);
  }
  checkTogether(rule);
  return rule;
}

function checkTogether(rule: RecurrenceRule): void {
  const { frequency, count, until, byDay, byMonthDay, bySetPos } = rule;
  if (!frequency) {
    throw new RuleError('must say how often: FREQ=WEEKLY');
  }
  if (count === undefined && until === undefined) {
    throw new RuleError('must end: with COUNT or with UNTIL');
  }
  if (count !== undefined && until !== undefined) {
    throw new RuleError('must end with COUNT or with UNTIL, not both');
  }
  const numbered = byDay?.some(({ nth }) => nth !== undefined);
  if (numbered && (frequency === 'DAILY' || frequency === 'WEEKLY')) {
    throw new RuleError('may number weekdays (2TU) in months and years only');
  }
  if (byMonthDay && frequency === 'WEEKLY') {
    throw new RuleError('may not name days of the month in weeks');
  }
  if (bySetPos && !byDay && !byMonthDay && !rule.byMonth) {
    throw new RuleError('must name the days of which BYSETPOS chooses');
  }
}

function ruleDay(text: string): RuleDay {
  const [, nth, day] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
  const message = `BYDAY must be days such as TU or 2TU, not "${text}"`;
  const named = oneOf(WEEKDAYS, day, message);
  if (nth === undefined) {
    return { day: named };
  }
  const number = Number(nth);
  if (number === 0 || Math.abs(number) > 53) {
    throw new RuleError(message);
  }
  return { day: named, nth: number };
}

function oneOf<T extends string>(
  allowed: readonly T[],
  value: string | undefined,
  message: string,
): T {
  const found = allowed.find(one => one === value);
  if (!found) {
    throw new RuleError(message);
  }
  return found;
}

function integers(
  name: string,
  text: string,
  max: number,
  negative: boolean,
): number[] {
  return text.split(',').map(one => {
    const value = integer(name, one, negative ? -max : 1, max);
    if (value === 0) {
      throw new RuleError(`${name} must not be 0`);
    }
    return value;
  });
}

function integer(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^[+-]?\d{1,6}$/.test(text) || value < min || value > max) {
    throw new RuleError(`${name} must be a number from ${min} to ${max}`);
  }
  return value;
}

function isMoment(text: string): boolean {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(text) ?? [];
  const at = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`,
  );
  return (
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(`${year}-${month}-${day}T${hour}`)
  );
}
