import type { RecurrenceRule, RuleDay } from './RecurrenceRule';

/** The rule as RFC 5545 writes it: `RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=12`. */
export function formatRule(rule: RecurrenceRule): string {
  const list = (values?: (number | string)[]) => values?.join(',');
  const parts: [string, string | number | undefined][] = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? undefined : rule.interval],
    ['WKST', rule.weekStart],
    ['BYMONTH', list(rule.byMonth)],
    ['BYMONTHDAY', list(rule.byMonthDay)],
    ['BYDAY', list(rule.byDay?.map(formatDay))],
    ['BYSETPOS', list(rule.bySetPos)],
    ['COUNT', rule.count],
    ['UNTIL', rule.until],
  ];
  return `RRULE:${parts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(';')}`;
}

function formatDay({ nth, day }: RuleDay): string {
  return `${nth ?? ''}${day}`;
}
