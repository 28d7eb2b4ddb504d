import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { DomainEvent } from '@callboard/backend-outbox';
import type {
  ProvisioningStep,
  TimelineChange,
  TimelineItem,
} from '@callboard/backstage-plugin-reservations-common';

/** What a person can change about a booking, in the order of its form. */
const FIELDS = [
  'title',
  'resourceRefs',
  'units',
  'start',
  'end',
  'timeZone',
  'owner',
  'participants',
  'purpose',
  'project',
  'parameters',
  'status',
] as const;

/** An event of a booking as its timeline tells it. */
export function transitionOf(event: DomainEvent): TimelineItem {
  const { booking, before, reason, message, late, step } =
    event.data as unknown as Facts;
  return withoutUndefined({
    at: event.occurredAt,
    kind: 'transition' as const,
    code: event.type,
    actor: event.actor,
    reason,
    message: message ?? step?.message,
    late,
    resourceRefs: partOf(event, booking),
    changes: isObject(before) ? changesBetween(before, booking) : undefined,
    step: step && { ...step, access: undefined },
  });
}

interface Facts {
  booking: JsonObject;
  /** The booking, or the status of a step, before. */
  before?: JsonObject | string;
  reason?: string;
  message?: string;
  late?: boolean;
  step?: ProvisioningStep;
}

/** What an event is about, where that is only part of the booking. */
function partOf(
  { refs }: DomainEvent,
  booking: JsonObject | undefined,
): string[] | undefined {
  const all = booking?.resourceRefs;
  const about = refs.resources ?? [];
  return Array.isArray(all) && about.length > 0 && about.length < all.length
    ? [...about]
    : undefined;
}

function changesBetween(
  before: JsonObject,
  after: JsonObject,
): TimelineChange[] {
  return FIELDS.filter(
    field => !isDeepStrictEqual(before[field], after[field]),
  ).map(field =>
    withoutUndefined({ field, before: before[field], after: after[field] }),
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutUndefined<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
