import {
  type RecurrenceRule,
  RuleError,
  WEEKDAYS,
} from '@callboard/backstage-plugin-reservations-common';

/**
 * The rule of occurrences that take place some days earlier or later.
 *
 * @throws RuleError where days of a month would become others in each
 */
export function shiftRule(rule: RecurrenceRule, days: number): RecurrenceRule {
  if (days === 0) {
    return rule;
  }
  const { frequency, byDay, byMonthDay, byMonth, bySetPos } = rule;
  if (byMonthDay || byMonth || bySetPos || /MONTHLY|YEARLY/.test(frequency)) {
    throw new RuleError(
      'must stay on its day: the rule names days of the month; cancel the series and book it anew',
    );
  }
  // The week must not begin between two days that were in one.
  const turned = rule.weekStart || (byDay && (rule.interval ?? 1) > 1);
  return {
    ...rule,
    byDay: byDay?.map(({ day }) => ({ day: turn(day, days) })),
    weekStart: turned ? turn(rule.weekStart ?? 'MO', days) : undefined,
  };
}

function turn(day: (typeof WEEKDAYS)[number], days: number) {
  const index = WEEKDAYS.indexOf(day) + days;
  return WEEKDAYS[((index % 7) + 7) % 7];
}
