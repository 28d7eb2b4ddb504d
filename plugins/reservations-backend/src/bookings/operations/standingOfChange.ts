import { type Standing, standingOf } from '../../domain/standing';
import type { Assessment, Terms } from '../assess';
import type { BookingRecord } from '../BookingRecord';

/**
 * What policies are told of a booking that changes: of what it was let in for
 * nothing is asked again.
 */
export function beforeChange(
  seen: BookingRecord,
): Pick<Terms, 'approved' | 'inUse'> {
  return {
    inUse: seen.status === 'active',
    approved:
      seen.status === 'pending'
        ? undefined
        : {
            time: { start: seen.startAt, end: seen.endAt },
            units: new Map(seen.resources.map(({ id, units }) => [id, units])),
            project: seen.project,
          },
  };
}

/** How a booking stands once a change of what it claims is let in. */
export function standingOfChange(
  seen: BookingRecord,
  { plan, now, verdicts, terms }: Assessment,
): Standing {
  return standingOf({
    resources: plan.booked.map(({ resource }) => resource),
    time: plan.time,
    now,
    verdicts,
    requestedBy: terms.requestedBy,
    before: seen,
  });
}
