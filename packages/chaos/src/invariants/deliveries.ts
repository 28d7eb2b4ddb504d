import type { AttemptFact, EventFact, Facts } from './Facts';
import { groupBy } from './groupBy';

/** I4: each event is delivered to each endpoint that wants it, or dead with a reason. */
export function checkDeliveries(facts: Facts): string[] {
  const { events, endpoints, deliveries } = facts;
  const made = groupBy(deliveries, keyOf);
  const expected = new Set(
    endpoints.flatMap(endpoint =>
      events.flatMap(event =>
        wantedOf(endpoint, event).map(resourceRef =>
          keyOf({ endpointId: endpoint.id, eventId: event.id, resourceRef }),
        ),
      ),
    ),
  );
  return [
    ...[...expected]
      .filter(key => !made.has(key))
      .map(key => `was never to be delivered: ${key}`),
    ...[...made.keys()]
      .filter(key => !expected.has(key))
      .map(key => `was not to be delivered: ${key}`),
    ...[...made]
      .filter(([, several]) => several.length > 1)
      .map(([key, several]) => `has ${several.length} deliveries: ${key}`),
    ...deliveries
      .filter(
        ({ status, reason }) =>
          status !== 'delivered' && !(status === 'dead' && reason),
      )
      .map(({ id, status }) => `delivery ${id} ended as ${status}`),
  ];
}

/** Every request that a receiver saw is in the log, and no other answer. */
export function checkAttempts(facts: Facts): string[] {
  const { deliveries, attempts, received } = facts;
  const attemptsOf = groupBy(attempts, ({ position }) => position);
  const receivedOf = groupBy(received, ({ deliveryId }) => deliveryId);
  const known = new Set(deliveries.map(({ id }) => id));
  return [
    ...[...receivedOf.keys()]
      .filter(id => !known.has(id))
      .map(id => `webhook-id ${id} was received and is not in the log`),
    ...deliveries.flatMap(({ id, position, attempts: count, status }) => {
      const own = attemptsOf.get(position) ?? [];
      const seen = receivedOf.get(id) ?? [];
      return [
        ...checkNumbers(own, count),
        ...own
          .filter(({ outcome }) => outcome === 'sending')
          .map(({ number }) => `attempt ${number} is still being sent`),
        ...matchAnswers(own, seen),
        ...(status === 'delivered' && !seen.some(isSuccess)
          ? ['is delivered, and no receiver answered so']
          : []),
      ].map(what => `delivery ${id}: ${what}`);
    }),
  ];
}

/** What arrived happened, and carries one id however often it arrived. */
export function checkReceived(facts: Facts): string[] {
  const { events, deliveries, received } = facts;
  const announced = new Set(events.map(({ id }) => id));
  const eventOf = new Map(deliveries.map(({ id, eventId }) => [id, eventId]));
  return received.flatMap(({ deliveryId, body }) => {
    const { data } = JSON.parse(body);
    const eventId = eventOf.get(deliveryId);
    if (eventId === undefined || !announced.has(eventId)) {
      return [`webhook-id ${deliveryId} tells of what did not happen`];
    }
    // The older profiles have no place for an event's id.
    return data?.eventId === undefined || data.eventId === eventId
      ? []
      : [`webhook-id ${deliveryId} came with another event’s id`];
  });
}

function keyOf(delivery: {
  endpointId: string;
  eventId: string;
  resourceRef: string;
}): string {
  const { endpointId, eventId, resourceRef } = delivery;
  return `event ${eventId} to endpoint ${endpointId} ${resourceRef}`.trim();
}

/** The resources of the deliveries that an event makes for an endpoint. */
function wantedOf(
  { eventTypes, scope, profile }: Facts['endpoints'][number],
  { type, refs, data }: EventFact,
): string[] {
  const within = [...(refs.resources ?? []), ...(refs.within ?? [])];
  if (
    !eventTypes.includes(type) ||
    (scope.kind === 'resource' && !within.includes(scope.ref!))
  ) {
    return [];
  }
  return profile === 'legacy-flat' ? data.booking!.resourceRefs : [''];
}

function checkNumbers(attempts: AttemptFact[], count: number): string[] {
  const numbers = attempts.map(({ number }) => number).sort((a, b) => a - b);
  const complete = numbers.every((number, n) => number === n + 1);
  return complete && numbers.length === count
    ? []
    : [`of ${count} attempts the log has ${numbers}`];
}

function isSuccess({ status }: { status?: number }): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/**
 * An attempt with a status was received and answered so; a request that is left
 * over belongs to an attempt that does not know its answer.
 */
function matchAnswers(
  attempts: AttemptFact[],
  seen: Facts['received'],
): string[] {
  const answers = groupBy(seen, ({ status }) => status);
  const known = groupBy(
    attempts.filter(({ status }) => status !== undefined),
    ({ status }) => status,
  );
  const invented = [...known]
    .filter(
      ([status, some]) => some.length > (answers.get(status)?.length ?? 0),
    )
    .map(
      ([status]) => `the log knows of more answers ${status} than were given`,
    );
  const matched = [...known.values()].flat().length;
  const silent = attempts.length - matched;
  return seen.length - matched > silent
    ? [
        ...invented,
        `received ${seen.length} times, and the log has ${attempts.length} attempts`,
      ]
    : invented;
}
