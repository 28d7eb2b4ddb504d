import type {
  Conflict,
  NewBooking,
  NewWaitlistEntry,
  Resource,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { inZone, MINUTE_MS, toIso } from '@callboard/frontend-kit';

/** When what somebody waits for may be, around the time they asked for. */
export const WAIT_WINDOWS = ['exact', 'day', 'week'] as const;
export type WaitWindow = (typeof WAIT_WINDOWS)[number];

export type WaitChoice = {
  window: WaitWindow;
  /** Whether any other of the same type and site will do too. */
  any: boolean;
};

/** The waitlist entry for a booking that was refused; of one resource only. */
export function toWaitlistEntry(
  booking: NewBooking,
  choice: WaitChoice,
  context: { resource: Resource; zone: string; now: Date },
): NewWaitlistEntry {
  const { resource, zone, now } = context;
  const { start, end, timeZone, title, purpose } = booking;
  const { project, parameters, participants, onBehalfOf } = booking;
  const units = booking.units?.[resource.entityRef];
  return {
    ...(choice.any
      ? { type: resource.type, siteRef: resource.siteRef }
      : { resourceRef: resource.entityRef }),
    ...(units === undefined ? {} : { units }),
    ...windowOf(choice.window, { start, end }, { zone, now }),
    minutes: Math.round((Date.parse(end) - Date.parse(start)) / MINUTE_MS),
    ...{ timeZone, title, purpose, project },
    ...{ parameters, participants, onBehalfOf },
  };
}

/** The day of the start, at least as long as the booking; or a week from it. */
function windowOf(
  window: WaitWindow,
  { start, end }: { start: string; end: string },
  { zone, now }: { zone: string; now: Date },
): { from: string; until: string } {
  if (window === 'exact') {
    return { from: start, until: end };
  }
  const begin = inZone(start, zone);
  const until =
    window === 'day'
      ? begin.startOf('day').plus({ days: 1 })
      : begin.plus({ weeks: 1 });
  const from =
    window === 'day' ? begin.startOf('day').toMillis() : begin.toMillis();
  return {
    from: new Date(Math.max(from, now.getTime())).toISOString(),
    until: until.toMillis() < Date.parse(end) ? end : toIso(until),
  };
}

/** What keeps people from booking only for a time. */
const PASSING = new Set(['resource-status', 'maintenance']);

/** Whether what was refused may be free one day: no rule is against it. */
export function isWorthWaiting(
  refusal: { conflicts: Conflict[]; verdicts: Verdict[] } | undefined,
): boolean {
  const denials = (refusal?.verdicts ?? []).filter(
    ({ result, overridden }) => result === 'deny' && !overridden,
  );
  return (
    denials.every(({ policy }) => PASSING.has(policy)) &&
    (denials.length > 0 || (refusal?.conflicts.length ?? 0) > 0)
  );
}

/** How a place in line is said in that language: 1st, 2nd, 3rd, 4th. */
export function ordinalOf(
  place: number,
  language: string,
): 'one' | 'two' | 'few' | 'other' {
  const rule = new Intl.PluralRules(language, { type: 'ordinal' });
  const category = rule.select(place);
  return category === 'one' || category === 'two' || category === 'few'
    ? category
    : 'other';
}

/** Others of the same type in the same site, which would do as well. */
export function othersLike(
  resource: Resource,
  resources: readonly Resource[],
): Resource[] {
  return resources.filter(
    other =>
      other.entityRef !== resource.entityRef &&
      other.type === resource.type &&
      other.siteRef === resource.siteRef &&
      !other.archived,
  );
}
