import type { JsonObject, JsonValue } from '@backstage/types';
import {
  type BookedThings,
  isUserRef,
  nameOf,
  resourceOf,
  type ResourceData,
} from '../eventData';
import type { AliasStore, Person, PersonDirectory } from '../types';

/*
 * Fields that several of the older bodies have. Their types are those the older
 * service sent, since typed receivers refuse others: `eventId`, `siteId` and
 * `customParameters` are strings, `resourceId` is a number.
 */

/** The body without what is not known: the older service sent no nulls. */
export function withoutNulls(fields: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  ) as JsonObject;
}

export function userFields(person: Person | undefined) {
  return {
    userId: person && userId(person),
    username: person?.username,
    email: person?.email,
    // As an authorized_keys file has them; the older service knew one.
    sshPublicKey: person?.sshPublicKeys.join('\n') || undefined,
  };
}

/** The id at the identity provider; without one, the user's name. */
export function userId(person: Person): string {
  return person.keycloakId ?? person.username;
}

/** Whose booking it is: a group's bookings go by who made them. */
export async function personOf(
  { booking }: BookedThings,
  people: PersonDirectory,
): Promise<Person | undefined> {
  const ref = [booking.owner, booking.bookedBy].find(isUserRef);
  return ref ? people.person(ref) : undefined;
}

/** A booking of one resource, as flat and batch bodies describe it. */
export async function bookingFields(
  things: BookedThings,
  resourceRef: string,
  aliases: AliasStore,
) {
  const { booking, sites } = things;
  const resource = resourceOf(things, resourceRef);
  const { siteRef } = resource;
  const site = sites.find(({ entityRef }) => entityRef === siteRef);
  return {
    eventId: String(await aliases.aliasOf('booking', booking.id)),
    eventTitle: booking.title,
    eventDescription: booking.purpose,
    eventStart: booking.start,
    eventEnd: booking.end,
    resourceId: await aliases.aliasOf('resource', resourceRef),
    resourceName: resource.name,
    resourceType: resource.typeTitle ?? resource.type,
    resourceSpecs: specsOf(resource),
    resourceLocation: locationOf(resource),
    siteId: siteRef && String(await aliases.aliasOf('site', siteRef)),
    siteName: siteRef && (site?.title ?? site?.name ?? nameOf(siteRef)),
  };
}

/** What the booker filled in, as a JSON string; undefined when that is nothing. */
export function customParameters({
  booking: { parameters },
}: BookedThings): string | undefined {
  return parameters && Object.keys(parameters).length > 0
    ? JSON.stringify(parameters)
    : undefined;
}

/** The attribute `specs`, or the description, or the attributes in a line. */
export function specsOf({
  attributes = {},
  description,
}: ResourceData): string | undefined {
  if (typeof attributes.specs === 'string') {
    return attributes.specs;
  }
  const line = Object.entries(attributes)
    .filter(([name]) => name !== 'location')
    .map(([name, value]) => `${name}: ${asText(value)}`)
    .join(', ');
  return description || line || undefined;
}

export function locationOf({
  location,
  attributes = {},
}: ResourceData): string | undefined {
  if (location) {
    return location;
  }
  return typeof attributes.location === 'string'
    ? attributes.location
    : undefined;
}

function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
