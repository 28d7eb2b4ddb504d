import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import type { NewBooking } from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef } from '../domain/Inventory';
import type { BookingPlan } from '../domain/planBooking';
import { standingOf } from '../domain/standing';
import type { Assessment } from './assess';
import type { BookingRecord } from './BookingRecord';
import { overrideOf } from './policyOverride';

/** A booking as it is first stored, once it is allowed. */
export function newBookingRecord(
  input: Omit<NewBooking, 'start' | 'end' | 'resourceRefs' | 'override'>,
  assessment: Assessment,
  by: { owner: string; actor: string },
): BookingRecord {
  const { plan, now, verdicts, terms } = assessment;
  return {
    id: randomUUID(),
    version: 1,
    title: input.title,
    purpose: input.purpose,
    timeZone: input.timeZone ?? plan.booked[0].resource.site.timeZone,
    owner: normaliseRef(by.owner),
    bookedBy: by.actor,
    transferred: false,
    participants: normaliseRefs(input.participants),
    parameters: (input.parameters ?? {}) as JsonObject,
    project: input.project,
    policyOverride: overrideOf(assessment),
    createdAt: now,
    updatedAt: now,
    ...placeAndTime(plan),
    ...standingOf({
      resources: plan.booked.map(({ resource }) => resource),
      time: plan.time,
      now,
      verdicts,
      requestedBy: terms.requestedBy,
    }),
  };
}

/** What a plan decides about a booking. */
export function placeAndTime(plan: BookingPlan) {
  const sites = plan.booked.map(({ resource }) => resource.site.id);
  return {
    startAt: plan.time.start,
    endAt: plan.time.end,
    siteId: sites[0],
    multiSite: sites.some(site => site !== sites[0]),
    setupMinutes: Math.max(...plan.booked.map(one => one.setupMinutes)),
    teardownMinutes: Math.max(...plan.booked.map(one => one.teardownMinutes)),
    resources: plan.booked.map(
      ({ resource, units, setupMinutes, teardownMinutes }) => ({
        id: resource.id,
        units,
        setupMinutes,
        teardownMinutes,
      }),
    ),
    notices: plan.notices,
  };
}

export function normaliseRefs(refs: string[] = []): string[] {
  return [...new Set(refs.map(ref => normaliseRef(ref, 'default')))];
}
