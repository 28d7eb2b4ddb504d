import type { JsonObject } from '@backstage/types';
import {
  bookedThings,
  changedResource,
  resourceOf,
  type ResourceData,
} from '../eventData';
import type { AliasStore } from '../types';
import type { LegacyContext } from './context';
import { nestedType } from './eventTypes';
import {
  customParameters,
  locationOf,
  personOf,
  specsOf,
  userId,
  withoutNulls,
} from './fields';

/** A booking of one resource, or a resource, that was made, changed or removed. */
export async function nestedBody(
  context: LegacyContext,
): Promise<JsonObject | undefined> {
  const [event] = context.input.events;
  const things = bookedThings(event);
  const current = things?.booking.resourceRefs ?? [];
  const { resourceRef = current[0] } = context.input.delivery;
  const eventType = nestedType(event, resourceRef, current);
  const data = eventType && (await dataOf(context, resourceRef));
  return data
    ? {
        eventType,
        timestamp: event.occurredAt,
        webhookId: String(context.webhookId),
        data,
      }
    : undefined;
}

async function dataOf(
  { aliases, people, input: { events } }: LegacyContext,
  resourceRef: string | undefined,
): Promise<JsonObject | undefined> {
  const [event] = events;
  const resource = changedResource(event);
  if (resource) {
    return {
      id: await aliases.aliasOf('resource', resource.entityRef),
      resource: await resourceBody(resource, aliases),
    };
  }
  const things = bookedThings(event);
  if (!things || !resourceRef) {
    return undefined;
  }
  const { booking } = things;
  const person = await personOf(things, people);
  return withoutNulls({
    id: await aliases.aliasOf('booking', booking.id),
    title: booking.title,
    description: booking.purpose,
    start: booking.start,
    end: booking.end,
    keycloakId: person && userId(person),
    customParameters: customParameters(things),
    resource: await resourceBody(resourceOf(things, resourceRef), aliases),
  });
}

async function resourceBody(
  resource: ResourceData,
  aliases: AliasStore,
): Promise<JsonObject> {
  const { entityRef, siteRef, parentRef } = resource;
  return withoutNulls({
    id: await aliases.aliasOf('resource', entityRef),
    name: resource.name,
    specs: specsOf(resource),
    location: locationOf(resource),
    status: resource.status?.toUpperCase(),
    siteId: siteRef && String(await aliases.aliasOf('site', siteRef)),
    type: resource.typeTitle ?? resource.type,
    parent: parentRef && (await aliases.aliasOf('resource', parentRef)),
  });
}
