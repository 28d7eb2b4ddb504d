import type { RecurrenceRule } from '@callboard/backstage-plugin-reservations-common';
import { untilText } from './expandRule';

/**
 * A rule's part before an occurrence and its part from there on. Both together
 * are the rule: where it counts, the number is shared between them, since the
 * occurrences left out count too.
 *
 * @param number - Of the occurrence, from 2.
 * @param lastBefore - Start of the occurrence before it, epoch milliseconds.
 */
export function splitRule(
  rule: RecurrenceRule,
  { number, lastBefore }: { number: number; lastBefore: number },
): { before: RecurrenceRule; after: RecurrenceRule } {
  const { count } = rule;
  if (count !== undefined) {
    return {
      before: { ...rule, count: number - 1 },
      after: { ...rule, count: count - number + 1 },
    };
  }
  return {
    before: { ...rule, until: untilText(lastBefore) },
    after: rule,
  };
}
