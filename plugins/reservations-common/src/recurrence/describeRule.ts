import { ruleWords, type RuleWords } from './ruleWords';
import { type RecurrenceRule, type RuleDay, WEEKDAYS } from './RecurrenceRule';

/** What a rule leaves to its start. */
export interface RuleStart {
  /** The local day, `2027-03-16`. */
  day: string;
}

/**
 * A rule in words: "Every 2 weeks on Monday and Wednesday, 12 times".
 *
 * @param language - `en` or `it`; English for others.
 */
export function describeRule(
  rule: RecurrenceRule,
  { day }: RuleStart,
  language: string = 'en',
): string {
  const words = ruleWords(language);
  const date = new Date(`${day}T00:00:00.000Z`);
  const sentence = [
    words.every[rule.frequency](rule.interval ?? 1, onlyDay(rule, date)),
    daysOf(rule, date, words),
    rule.byMonth && words.inMonths(rule.byMonth.map(words.month)),
    rule.bySetPos && words.positions(rule.bySetPos),
  ]
    .filter(Boolean)
    .join(' ');
  return `${sentence}, ${endOf(rule, words)}`;
}

/** "Every Tuesday" says the day with the week. */
function onlyDay(rule: RecurrenceRule, date: Date): number | undefined {
  if (rule.frequency !== 'WEEKLY' || (rule.interval ?? 1) > 1) {
    return undefined;
  }
  const days = weekdays(rule, date);
  return days.length === 1 ? days[0] : undefined;
}

function weekdays(rule: RecurrenceRule, date: Date): number[] {
  return rule.byDay
    ? rule.byDay.map(({ day }) => WEEKDAYS.indexOf(day)).sort()
    : [(date.getUTCDay() + 6) % 7];
}

function daysOf(
  rule: RecurrenceRule,
  date: Date,
  words: RuleWords,
): string | undefined {
  const { frequency, byDay, byMonthDay } = rule;
  if (frequency === 'WEEKLY') {
    return onlyDay(rule, date) === undefined
      ? words.onDays(weekdays(rule, date).map(words.weekday))
      : undefined;
  }
  const numbered = byDay?.map((one: RuleDay) => words.nth(one));
  if (frequency === 'DAILY') {
    return [
      byDay && words.onDays(weekdays(rule, date).map(words.weekday)),
      byMonthDay && words.onMonthDays(byMonthDay),
    ]
      .filter(Boolean)
      .join(' ');
  }
  if (byDay || byMonthDay) {
    return [
      numbered && words.onNth(numbered),
      byMonthDay && words.onMonthDays(byMonthDay),
    ]
      .filter(Boolean)
      .join(' ');
  }
  return frequency === 'YEARLY' && !rule.byMonth
    ? words.onDate(date)
    : words.onMonthDays([date.getUTCDate()]);
}

function endOf({ count, until = '' }: RecurrenceRule, words: RuleWords) {
  if (count !== undefined) {
    return words.times(count);
  }
  const day = until.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
  return words.until(new Date(`${day}T00:00:00.000Z`));
}
