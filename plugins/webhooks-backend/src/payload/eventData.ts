import { parseEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { DomainEvent } from '@callboard/backend-outbox';

/** As much of a booking in an event as payloads use. */
export interface BookingData {
  id: string;
  title?: string;
  purpose?: string;
  start?: string;
  end?: string;
  owner?: string;
  bookedBy?: string;
  participants?: string[];
  parameters?: JsonObject;
  resourceRefs: string[];
}

/** As much of a resource in an event as payloads use. */
export interface ResourceData {
  entityRef: string;
  name: string;
  description?: string;
  type?: string;
  typeTitle?: string;
  siteRef?: string;
  parentRef?: string;
  status?: string;
  location?: string;
  attributes?: JsonObject;
}

export interface SiteData {
  entityRef: string;
  name?: string;
  title?: string;
}

/** A booking with what it books, and where that is. */
export interface BookedThings {
  booking: BookingData;
  resources: ResourceData[];
  sites: SiteData[];
}

type Loose<T> = { [K in keyof T]?: T[K] | null };

/** What a booking event is about; undefined for other events. */
export function bookedThings(event: DomainEvent): BookedThings | undefined {
  const data = event.data as Loose<BookedThings>;
  const booking = data.booking as Loose<BookingData> | undefined;
  if (!event.type.startsWith('booking.') || typeof booking?.id !== 'string') {
    return undefined;
  }
  return {
    booking: {
      ...(booking as BookingData),
      resourceRefs: booking.resourceRefs ?? [],
    },
    resources: data.resources ?? [],
    sites: data.sites ?? [],
  };
}

/** The resource a resource event is about; undefined for other events. */
export function changedResource(event: DomainEvent): ResourceData | undefined {
  const { resource } = event.data as { resource?: ResourceData };
  return event.type.startsWith('resource.') && resource?.entityRef
    ? resource
    : undefined;
}

/** The resources a booking had before it was changed, where the event says so. */
export function refsBefore(event: DomainEvent): string[] | undefined {
  const { before } = event.data as { before?: Loose<BookingData> };
  return before?.resourceRefs ?? undefined;
}

/** A resource as the event describes it, or else what its ref tells. */
export function resourceOf(
  { resources }: BookedThings,
  ref: string,
): ResourceData {
  return (
    resources.find(({ entityRef }) => entityRef === ref) ?? {
      entityRef: ref,
      name: nameOf(ref),
    }
  );
}

export function isUserRef(ref: string | undefined): ref is string {
  return ref?.toLowerCase().startsWith('user:') === true;
}

/** The name in an entity ref; the text itself when it is none. */
export function nameOf(ref: string): string {
  try {
    return parseEntityRef(ref).name;
  } catch {
    return ref;
  }
}
