import type {
  Booking,
  BookingChange,
  BookingPreviewRequest,
  Conflict,
  NewBooking,
  Resource,
  Slot,
} from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import { inZone, MINUTE_MS, roundUp, toIso } from '@callboard/frontend-kit';
import type { BulkValues } from './bulk';
import { type RepeatValues, toRecurrence } from './repeats';

/** What is in the form. Instants are ISO 8601 in UTC. */
export type BookingValues = {
  resourceRefs: string[];
  units: Record<string, number>;
  start: string;
  end: string;
  title: string;
  purpose: string;
  participants: string[];
  parameters: Record<string, unknown>;
  onBehalfOf?: string;
  /** Code of the project that pays. */
  project?: string;
  /** Why rules are to be set aside; undefined where they are not. */
  overrideReason?: string;
  repeats?: RepeatValues;
  bulk?: BulkValues;
};

/** New bookings start on this grid. */
export const GRID_MINUTES = 15;
const DEFAULT_MINUTES = 60;

/** The lengths offered with one click, in minutes. */
export const SHORTCUT_MINUTES = [60, 120, 240, 480, 1440] as const;

/** A form from where the person clicked: no time means the next quarter hour. */
export function valuesFromPrefill(
  prefill: {
    resourceRefs?: string[];
    start?: string;
    end?: string;
    title?: string;
    units?: number;
  },
  options: { now: Date; zone: string },
): BookingValues {
  const start = isInstant(prefill.start)
    ? toIso(DateTime.fromISO(prefill.start))
    : roundUp(options.now, GRID_MINUTES, options.zone);
  const end = isInstant(prefill.end)
    ? toIso(DateTime.fromISO(prefill.end))
    : addMinutes(start, DEFAULT_MINUTES);
  return {
    resourceRefs: prefill.resourceRefs ?? [],
    units: unitsOfEach(prefill),
    start,
    end: end > start ? end : addMinutes(start, DEFAULT_MINUTES),
    title: prefill.title ?? '',
    purpose: '',
    participants: [],
    parameters: {},
  };
}

function unitsOfEach(prefill: {
  resourceRefs?: string[];
  units?: number;
}): Record<string, number> {
  const { resourceRefs = [], units = 1 } = prefill;
  return units > 1
    ? Object.fromEntries(resourceRefs.map(ref => [ref, units]))
    : {};
}

function isInstant(text: string | undefined): text is string {
  return text !== undefined && DateTime.fromISO(text).isValid;
}

export function valuesFromBooking(booking: Booking): BookingValues {
  return {
    resourceRefs: booking.resourceRefs,
    units: booking.units,
    start: booking.start,
    end: booking.end,
    title: booking.title,
    purpose: booking.purpose ?? '',
    participants: booking.participants,
    parameters: booking.parameters,
    project: booking.project,
  };
}

/** The same again: same weekday and wall-clock time, in the first week to come. */
export function valuesForAgain(
  booking: Booking,
  options: { now: Date; zone: string },
): BookingValues {
  const { now, zone } = options;
  const length = Date.parse(booking.end) - Date.parse(booking.start);
  let start = inZone(booking.start, zone);
  const weeksAgo = Math.ceil(inZone(now, zone).diff(start, 'weeks').weeks);
  start = start.plus({ weeks: Math.max(0, weeksAgo) });
  if (start.toMillis() <= now.getTime()) {
    start = start.plus({ weeks: 1 });
  }
  return {
    ...valuesFromBooking(booking),
    start: toIso(start),
    end: toIso(start.plus(length)),
  };
}

export function addMinutes(instant: string, minutes: number): string {
  return toIso(DateTime.fromISO(instant).plus({ minutes }));
}

export function lengthMinutes(values: { start: string; end: string }): number {
  return (Date.parse(values.end) - Date.parse(values.start)) / MINUTE_MS;
}

/** A new start keeps the length. */
export function withStart(values: BookingValues, start: string): BookingValues {
  const end = addMinutes(start, Math.max(lengthMinutes(values), GRID_MINUTES));
  return { ...values, start, end };
}

/** Taking a resource away takes away what was said about it. */
export function withResources(
  values: BookingValues,
  resourceRefs: string[],
): BookingValues {
  const units = Object.fromEntries(
    Object.entries(values.units).filter(([ref]) => resourceRefs.includes(ref)),
  );
  return { ...values, resourceRefs, units };
}

/**
 * An offer names one resource. Of several, it takes the place of the one whose
 * time is taken; the others stay.
 */
export function withOffer<
  T extends { resourceRefs: string[]; start: string; end: string },
>(asked: T, slot: Slot, conflicts: readonly Conflict[]): T {
  const { resourceRef, start, end } = slot;
  const taken = conflicts.find(conflict =>
    asked.resourceRefs.includes(conflict.resourceRef),
  )?.resourceRef;
  const replaced =
    asked.resourceRefs.length === 1 ? asked.resourceRefs[0] : taken;
  const resourceRefs = asked.resourceRefs.includes(resourceRef)
    ? asked.resourceRefs
    : asked.resourceRefs.map(ref => (ref === replaced ? resourceRef : ref));
  return { ...asked, resourceRefs, start, end };
}

/** Whether there is enough to ask the server about. */
export function isAskable(values: BookingValues): boolean {
  return values.resourceRefs.length > 0 && lengthMinutes(values) > 0;
}

type Context = { zone: string; resources: readonly Resource[] };

/** Only pools have units; 1 is what the server takes where none is named. */
function unitsOf(values: BookingValues, resources: readonly Resource[]) {
  const pools = resources.filter(
    ({ entityRef, capacity }) =>
      typeof capacity === 'number' && values.resourceRefs.includes(entityRef),
  );
  return pools.length === 0
    ? undefined
    : Object.fromEntries(
        pools.map(({ entityRef }) => [entityRef, values.units[entityRef] ?? 1]),
      );
}

function shared(values: BookingValues, context: Context) {
  return {
    resourceRefs: values.resourceRefs,
    units: unitsOf(values, context.resources),
    start: values.start,
    end: values.end,
    timeZone: context.zone,
    purpose: values.purpose.trim() || undefined,
    parameters: values.parameters,
    participants: values.participants,
    override: overrideOf(values),
  };
}

const MIN_REASON = 3;

/** Nothing until there is a reason. */
function overrideOf({ overrideReason = '' }: BookingValues) {
  const reason = overrideReason.trim();
  return reason.length < MIN_REASON ? undefined : { reason };
}

/** `fallbackTitle` is what an untitled booking is called. */
export function toNewBooking(
  values: BookingValues,
  context: Context & { fallbackTitle: string },
): NewBooking {
  return {
    ...shared(values, context),
    title: values.title.trim() || context.fallbackTitle,
    onBehalfOf: values.onBehalfOf || undefined,
    project: values.project,
    recurrence: toRecurrence(values.repeats, values.start, context.zone),
  };
}

export function toPreviewRequest(
  values: BookingValues,
  context: Context & { replaces?: string },
): BookingPreviewRequest {
  return {
    ...shared(values, context),
    title: values.title.trim() || undefined,
    onBehalfOf: values.onBehalfOf || undefined,
    project: values.project,
    replaces: context.replaces,
    // With all that was taken out, so that it can be put back.
    recurrence: toRecurrence(
      values.repeats && { ...values.repeats, exdates: [] },
      values.start,
      context.zone,
    ),
  };
}

/** Only what differs from the booking, `undefined` where nothing does. */
export function toChange(
  values: BookingValues,
  booking: Booking,
  context: Context & { fallbackTitle: string },
): BookingChange | undefined {
  const wanted: BookingChange = {
    resourceRefs: values.resourceRefs,
    units: unitsOf(values, context.resources) ?? {},
    start: values.start,
    end: values.end,
    title: values.title.trim() || context.fallbackTitle,
    purpose: values.purpose.trim(),
    parameters: values.parameters,
    participants: values.participants,
    project: values.project ?? null,
    override: overrideOf(values),
  };
  const before = {
    ...booking,
    purpose: booking.purpose ?? '',
    project: booking.project ?? null,
  };
  const changes = Object.entries(wanted).filter(
    ([name, value]) =>
      JSON.stringify(value) !==
      JSON.stringify(before[name as keyof typeof before]),
  );
  return changes.length > 0 ? Object.fromEntries(changes) : undefined;
}
