import type { JsonObject } from '@backstage/types';
import { toInstant } from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { MINUTE_MS } from '../domain/intervals';
import { resourceFactsData, toJson } from '../events';
import type { WaitlistEntryRecord } from './WaitlistEntryRecord';

export type WaitlistEventType =
  | 'waitlist.joined'
  | 'waitlist.offered'
  | 'waitlist.accepted'
  | 'waitlist.lapsed'
  | 'waitlist.left';

/** The time that is held. */
export type Hold = Pick<
  BookingRecord,
  'id' | 'startAt' | 'endAt' | 'resources' | 'expiresAt'
>;

/**
 * The event of one transition of an entry; with the offer where it is about one,
 * and everything that telling its owner needs.
 */
export function waitlistEvent(
  type: WaitlistEventType,
  actor: string,
  entry: WaitlistEntryRecord,
  inventory: Inventory,
  hold?: Hold,
  reason?: string,
): NewDomainEvent {
  const resources = resourcesOf(entry, inventory, hold);
  const site = inventory.site(entry.siteId);
  return {
    type,
    aggregate: `waitlist:${entry.id}`,
    actor,
    refs: {
      resources: resources.map(one => one.entityRef),
      within: [
        ...new Set(resources.flatMap(one => inventory.ancestors(one))),
      ].map(one => one.entityRef),
      site: site ? [site.entityRef] : [],
      type: [inventory.type(entry.typeId)?.name ?? entry.typeId],
      owner: entry.owner,
      project: entry.project,
    },
    data: {
      entry: entryData(entry, inventory),
      resources: resources.map(one => resourceFactsData(one, inventory)),
      sites: site
        ? [
            {
              entityRef: site.entityRef,
              name: site.name,
              title: site.title,
              timeZone: site.timeZone,
            },
          ]
        : [],
      ...(hold ? { offer: offerOf(entry, hold, inventory) } : {}),
      ...(reason ? { reason } : {}),
    },
  };
}

/** What is held, as the interface and the events show it. */
export function offerOf(
  entry: WaitlistEntryRecord,
  hold: Hold,
  inventory: Inventory,
) {
  const [{ id }] = hold.resources;
  return {
    bookingId: hold.id,
    resourceRef: inventory.resource(id)?.entityRef ?? id,
    start: toInstant(hold.startAt),
    end: toInstant(hold.endAt),
    until: toInstant(entry.offerUntil ?? hold.expiresAt ?? hold.startAt),
  };
}

function resourcesOf(
  { resourceId }: WaitlistEntryRecord,
  inventory: Inventory,
  hold?: Hold,
): ResourceFacts[] {
  const ids = hold
    ? hold.resources.map(({ id }) => id)
    : [resourceId].filter(id => id !== undefined);
  return ids.flatMap(id => inventory.resource(id) ?? []);
}

function entryData(
  entry: WaitlistEntryRecord,
  inventory: Inventory,
): JsonObject {
  const {
    place: _place,
    resourceId,
    typeId,
    siteId,
    lengthMs,
    offeredAt: _offered,
    offerUntil: _until,
    bookingId: _booking,
    ...rest
  } = entry;
  return toJson({
    ...rest,
    resourceRef:
      resourceId && (inventory.resource(resourceId)?.entityRef ?? resourceId),
    type: inventory.type(typeId)?.name ?? typeId,
    typeTitle: inventory.type(typeId)?.title ?? typeId,
    siteRef: inventory.site(siteId)?.entityRef ?? siteId,
    minutes: lengthMs / MINUTE_MS,
    from: toInstant(entry.from),
    until: toInstant(entry.until),
    createdAt: toInstant(entry.createdAt),
    updatedAt: toInstant(entry.updatedAt),
  });
}
