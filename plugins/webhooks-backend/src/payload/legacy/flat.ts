import type { JsonObject } from '@backstage/types';
import { bookedThings } from '../eventData';
import type { LegacyContext } from './context';
import { RUNNING } from './eventTypes';
import {
  bookingFields,
  customParameters,
  personOf,
  userFields,
  withoutNulls,
} from './fields';

/** A booking of one resource that begins or is over, all fields at the root. */
export async function flatBody({
  aliases,
  people,
  input,
  webhookId,
}: LegacyContext): Promise<JsonObject | undefined> {
  const [event] = input.events;
  const things = bookedThings(event);
  const { resourceRef = things?.booking.resourceRefs[0] } = input.delivery;
  if (!things || !resourceRef || !RUNNING[event.type]) {
    return undefined;
  }
  return withoutNulls({
    eventType: RUNNING[event.type],
    timestamp: event.occurredAt,
    webhookId,
    ...userFields(await personOf(things, people)),
    ...(await bookingFields(things, resourceRef, aliases)),
    customParameters: customParameters(things),
  });
}
