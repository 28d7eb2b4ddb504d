import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { invalidField } from '@callboard/backend-openapi';
import type { BookingChange } from '@callboard/backstage-plugin-reservations-common';
import { isTerminal } from '@callboard/backstage-plugin-reservations-common';
import { toInstant } from '@callboard/backend-database';
import { type Inventory, normaliseRef } from '../../domain/Inventory';
import { unitsByRef } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import { requireBooked } from '../requireBooked';

/** What a change asks for, put together with what stays. */
export interface ChangedBooking {
  input: {
    resourceRefs: string[];
    units: Record<string, number>;
    start: string;
    end: string;
    timeZone: string;
  };
  /** To be checked against the types; absent when they stay. */
  parameters?: JsonObject;
  fields: Partial<BookingRecord>;
  startChanged: boolean;
  /** Whether time, resources, units or who pays change: all is decided anew. */
  claimsChanged: boolean;
}

/**
 * Throws a 409 when the booking is over, a 400 when an active one would change
 * what has begun.
 */
export function applyBookingChange(
  seen: BookingRecord,
  change: BookingChange,
  inventory: Inventory,
): ChangedBooking {
  requireBooked(seen);
  if (change.recurrence) {
    throw invalidField(
      'recurrence',
      'must be for those that follow or all of a series (apply)',
    );
  }
  if (isTerminal(seen.status)) {
    throw new ConflictError(
      `This booking is ${seen.status} and can no longer be changed`,
    );
  }
  const seenRefs = seen.resources.map(
    ({ id }) => inventory.resource(id)?.entityRef ?? id,
  );
  const resourceRefs = change.resourceRefs ?? seenRefs;
  const keptUnits = Object.fromEntries(
    Object.entries(unitsByRef(seen, inventory)).filter(([ref]) =>
      resourceRefs.some(one => normaliseRef(one) === ref),
    ),
  );
  const input = {
    resourceRefs,
    units: change.units ?? keptUnits,
    start: change.start ?? toInstant(seen.startAt),
    end: change.end ?? toInstant(seen.endAt),
    timeZone: change.timeZone ?? seen.timeZone,
  };
  const startChanged = Date.parse(input.start) !== seen.startAt;
  const resourcesChanged =
    change.resourceRefs !== undefined || change.units !== undefined;
  if (seen.status === 'active') {
    if (startChanged) {
      throw invalidField('start', 'must stay: the booking has begun');
    }
    if (change.resourceRefs !== undefined) {
      throw invalidField('resourceRefs', 'must stay: the booking has begun');
    }
  }
  const parameters = (change.parameters ?? seen.parameters) as JsonObject;
  return {
    input,
    parameters: change.parameters || resourcesChanged ? parameters : undefined,
    fields: {
      title: change.title ?? seen.title,
      purpose: change.purpose ?? seen.purpose,
      timeZone: input.timeZone,
      participants: change.participants
        ? [...new Set(change.participants.map(ref => normaliseRef(ref)))]
        : seen.participants,
      parameters,
      project:
        change.project === undefined
          ? seen.project
          : (change.project ?? undefined),
    },
    startChanged,
    claimsChanged:
      resourcesChanged ||
      startChanged ||
      Date.parse(input.end) !== seen.endAt ||
      change.project !== undefined,
  };
}
