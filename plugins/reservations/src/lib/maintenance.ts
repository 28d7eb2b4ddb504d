import type {
  AffectedBooking,
  Alternative,
  MaintenanceChoice,
  MaintenanceDecision,
  MaintenanceWindow,
} from '@callboard/backstage-plugin-reservations-common';
import { inZone, toIso } from '@callboard/frontend-kit';
import { addMinutes } from './bookingForm';

const DEFAULT_MINUTES = 240;

/** What is in the form. Instants are ISO 8601 in UTC. */
export type MaintenanceValues = {
  resourceRef: string;
  from: string;
  until: string;
  title: string;
  reason: string;
  affected: MaintenanceDecision;
  /** By booking; those that are not here become what the others become. */
  choices: Record<string, Wish>;
};

/** What one booking is to become. */
export type Wish = {
  decision: MaintenanceDecision;
  /** Where to; found by the server where it is left out. */
  to?: Alternative;
};

/** From the next full hour on, unless something else is said. */
export function newMaintenanceValues(options: {
  now: Date;
  zone: string;
  resourceRef?: string;
  title?: string;
  startsNow?: boolean;
}): MaintenanceValues {
  const { now, zone, resourceRef = '', title = '', startsNow } = options;
  const local = inZone(now, zone);
  const from = toIso(
    startsNow
      ? local.startOf('minute')
      : local.plus({ hours: 1 }).startOf('hour'),
  );
  return {
    resourceRef,
    from,
    until: addMinutes(from, DEFAULT_MINUTES),
    title,
    reason: '',
    affected: 'keep',
    choices: {},
  };
}

export function valuesOf(window: MaintenanceWindow): MaintenanceValues {
  const { resourceRef, from, until, title, reason = '' } = window;
  return {
    ...{ resourceRef, from, until, title, reason },
    affected: 'keep',
    choices: {},
  };
}

/** As the server takes them; of bookings that are not in the way any more nothing. */
export function choicesOf(
  { choices }: Pick<MaintenanceValues, 'choices'>,
  affected: readonly AffectedBooking[],
): MaintenanceChoice[] {
  return affected.flatMap(({ bookingId }) => {
    const wish = choices[bookingId];
    return wish
      ? [
          {
            bookingId,
            decision: wish.decision,
            ...(wish.to
              ? { resourceRefs: wish.to.resourceRefs, start: wish.to.start }
              : {}),
          },
        ]
      : [];
  });
}
