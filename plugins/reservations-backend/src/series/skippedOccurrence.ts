import { toInstant } from '@callboard/backend-database';
import type { SkippedOccurrence } from '@callboard/backstage-plugin-reservations-common';
import type { Assessment } from '../bookings/assess';
import { isDenied } from '../domain/policies';

/** What is told of an occurrence that was left out because it did not fit. */
export function skippedOccurrence({
  plan,
  verdicts,
}: Assessment): SkippedOccurrence {
  const denied = isDenied(verdicts);
  return {
    start: toInstant(plan.time.start),
    end: toInstant(plan.time.end),
    code: denied ? 'denied' : 'taken',
    message: denied
      ? verdicts
          .filter(({ result, overridden }) => result === 'deny' && !overridden)
          .map(({ message }) => message)
          .join(' ')
      : 'The time is taken',
  };
}
