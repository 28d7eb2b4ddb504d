import { invalidField } from '@callboard/backend-openapi';
import {
  type NewRecurrence,
  parseRule,
  RuleError,
} from '@callboard/backstage-plugin-reservations-common';
import { checkTimeZone } from '../domain/bookingTimes';
import type { Interval } from '../domain/intervals';
import {
  expandRule,
  type Occurrence,
  type Recurrence,
  toLocal,
} from '../domain/recurrence';

/** Occurrences times resources: what one transaction should claim at most. */
const MAX_CLAIMED = 2_000;

/**
 * What a request asks to repeat, and when.
 *
 * @throws InvalidFieldsError (400) naming the field of `recurrence`
 */
export function readRecurrence(
  { rule, exdates = [] }: NewRecurrence,
  first: Interval,
  timeZone: string,
  resources: number,
): { recurrence: Recurrence; occurrences: Occurrence[] } {
  checkTimeZone(timeZone);
  return naming('recurrence/rule', () => {
    const localStart = toLocal(first.start, timeZone);
    const asked: Recurrence = {
      rule: parseRule(rule),
      exdates: exdates.map(one => Date.parse(one)),
      timeZone,
      localStart,
      localLength: toLocal(first.end, timeZone) - localStart,
    };
    const all = expandAsked(asked, resources);
    const left = new Set(asked.exdates);
    const occurrences = all.filter(({ start }) => !left.has(start));
    if (occurrences.length === 0) {
      throw invalidField('recurrence/exdates', 'must leave something to book');
    }
    // The first of the rule, from which it is the same rule.
    return {
      recurrence: { ...asked, localStart: all[0].localStart },
      occurrences,
    };
  });
}

/**
 * All occurrences, also those that are left out.
 *
 * @throws RuleError where it is too many for one transaction
 */
export function expandAsked(asked: Recurrence, resources: number) {
  const all = expandRule({ ...asked, exdates: [] });
  if (all.length * resources > MAX_CLAIMED) {
    throw new RuleError(
      `books ${all.length} times ${resources} resources; at most ${MAX_CLAIMED} can be booked at once`,
    );
  }
  return all;
}

/** Says of which field the sentence of a {@link RuleError} is. */
export function naming<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RuleError) {
      throw invalidField(field, error.message);
    }
    throw error;
  }
}
