import type { JsonObject } from '@backstage/types';
import { type BookedThings, bookedThings } from '../eventData';
import type { LegacyContext } from './context';
import { RUNNING } from './eventTypes';
import { bookingFields, personOf, userFields, withoutNulls } from './fields';

/** One user's bookings that begin, or are over, at one instant. */
export async function batchBody({
  aliases,
  people,
  activeBookings,
  input: { events },
  webhookId,
}: LegacyContext): Promise<JsonObject | undefined> {
  const [first] = events;
  const booked = events.flatMap(event => bookedThings(event) ?? []);
  if (booked.length === 0 || !RUNNING[first.type]) {
    return undefined;
  }
  const person = await personOf(booked[0], people);
  const entries = await entriesOf(booked, aliases);
  return withoutNulls({
    eventType: RUNNING[first.type],
    timestamp: first.occurredAt,
    webhookId: String(webhookId),
    ...userFields(person),
    eventCount: entries.length,
    events: entries,
    activeResources:
      person && (await entriesOf(await activeBookings.of(person.ref), aliases)),
  });
}

/** An entry for each booked resource. */
async function entriesOf(
  booked: BookedThings[],
  aliases: LegacyContext['aliases'],
): Promise<JsonObject[]> {
  const entries = booked.flatMap(things =>
    things.booking.resourceRefs.map(ref => bookingFields(things, ref, aliases)),
  );
  return (await Promise.all(entries)).map(withoutNulls);
}
