import type { JsonObject } from '@backstage/types';
import { bookedThings, isUserRef } from './eventData';
import type { BuildInput, PersonDirectory } from './types';

/**
 * The body of the standard profile: `type`, `timestamp` (when it happened),
 * `data`, `callbackUrl`, and what is to be known about the order.
 *
 * `data` is the event's own, with `eventId` (the same for every endpoint and
 * every delivery of the event), `actor` and, where the endpoint includes
 * personal data, `people`.
 */
export async function standardBody(
  input: BuildInput,
  people: PersonDirectory,
): Promise<JsonObject> {
  const [event] = input.events;
  const { precedingUndelivered, superseded } = input;
  const persons = input.endpoint.includePersonalData
    ? await peopleOf(input, people)
    : undefined;
  return {
    type: event.type,
    timestamp: event.occurredAt,
    data: {
      ...event.data,
      eventId: event.id,
      actor: event.actor,
      ...(persons && { people: persons }),
    },
    callbackUrl: input.callbackUrl,
    ...(precedingUndelivered.length > 0 && { precedingUndelivered }),
    ...(superseded && { superseded }),
  };
}

/**
 * Who is to get in: the owner of a booking, who made it where a group owns it,
 * and the participants, each once. Groups are nobody.
 */
async function peopleOf(
  { events: [event] }: BuildInput,
  people: PersonDirectory,
): Promise<JsonObject[] | undefined> {
  const booking = bookedThings(event)?.booking;
  if (!booking) {
    return undefined;
  }
  const owner = isUserRef(booking.owner) ? booking.owner : booking.bookedBy;
  const refs = [owner, ...(booking.participants ?? [])];
  const persons = await Promise.all(
    [...new Set(refs.filter(isUserRef))].map(ref => people.person(ref)),
  );
  return persons.map(
    ({ ref, displayName, username, email, sshPublicKeys }) => ({
      ref,
      name: displayName ?? username,
      ...(email && { email }),
      ...(sshPublicKeys.length > 0 && { sshPublicKeys }),
    }),
  );
}
