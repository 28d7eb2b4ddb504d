import { checkInvariants, type Facts } from '.';

/** A booking that was made, changed, and delivered to one endpoint. */
function soundFacts(): Facts {
  const event = (sequence: number, type: string, title: string) => ({
    id: `event-${sequence}`,
    type,
    aggregate: 'booking:one',
    sequence,
    refs: { resources: ['resource:default/node'], within: [] },
    data: {
      booking: {
        title,
        version: sequence,
        resourceRefs: ['resource:default/node'],
      },
    },
  });
  const deliveries = [1, 2].map(n => ({
    id: `delivery-${n}`,
    position: n,
    endpointId: 'endpoint',
    eventId: `event-${n}`,
    resourceRef: '',
    status: 'delivered',
    attempts: 1,
  }));
  return {
    journal: {
      wishes: [
        { key: 'wish', body: {}, outcome: 'acknowledged', id: 'one' },
        { key: 'refused', body: {}, outcome: 'refused' },
      ],
      changes: [
        {
          bookingId: 'one',
          kind: 'changed',
          title: 'New',
          outcome: 'acknowledged',
        },
      ],
    },
    bookings: [
      {
        id: 'one',
        purpose: 'wish',
        title: 'New',
        status: 'confirmed',
        version: 2,
      },
    ],
    events: [
      event(1, 'booking.created', 'Old'),
      event(2, 'booking.changed', 'New'),
    ],
    endpoints: [
      {
        id: 'endpoint',
        eventTypes: ['booking.created', 'booking.changed'],
        scope: { kind: 'all' },
        profile: 'standard',
      },
    ],
    deliveries,
    attempts: deliveries.map(({ position }) => ({
      id: `attempt-${position}`,
      position,
      number: 1,
      outcome: 'delivered',
      status: 200,
      startedAt: 1_000,
      durationMs: 10,
      fenced: false,
    })),
    received: deliveries.map(({ id, eventId }) => ({
      at: 1_005,
      deliveryId: id,
      status: 200,
      body: JSON.stringify({ data: { eventId } }),
    })),
  };
}

function brokenBy(spoil: (facts: Facts) => void): string[] {
  const facts = soundFacts();
  spoil(facts);
  return Object.values(checkInvariants(facts)).flat();
}

describe('checkInvariants', () => {
  it('has nothing to say of what is sound', () => {
    expect(brokenBy(() => {})).toEqual([]);
  });

  it.each<[string, (facts: Facts) => void]>([
    ['a booking that is lost', facts => facts.bookings.pop()],
    [
      'a booking that is made twice',
      facts => facts.bookings.push({ ...facts.bookings[0], id: 'two' }),
    ],
    [
      'a booking that was refused',
      facts => {
        facts.bookings[0].purpose = 'refused';
      },
    ],
    ['a lost event', facts => facts.events.pop()],
    [
      'an event of nothing',
      facts =>
        facts.events.push({ ...facts.events[0], aggregate: 'booking:2' }),
    ],
    [
      'an end that is not announced',
      facts => {
        facts.bookings[0].status = 'completed';
      },
    ],
    [
      'a change that is lost',
      facts => {
        facts.journal.changes[0].title = 'Newer';
      },
    ],
    ['a delivery that was not made', facts => facts.deliveries.pop()],
    [
      'a delivery that is made twice',
      facts =>
        facts.deliveries.push({
          ...facts.deliveries[0],
          id: 'delivery-3',
          position: 3,
          attempts: 0,
        }),
    ],
    [
      'a delivery that is left over',
      facts => {
        facts.deliveries[0].status = 'pending';
      },
    ],
    [
      'a delivery that is dead without a reason',
      facts => {
        facts.deliveries[0].status = 'dead';
      },
    ],
    [
      'a delivery outside of its scope',
      facts => {
        facts.endpoints[0].scope = { kind: 'resource', ref: 'elsewhere' };
      },
    ],
    ['a request that is not in the log', facts => facts.attempts.pop()],
    [
      'a second request that is not in the log',
      facts => facts.received.push(facts.received[0]),
    ],
    [
      'an answer that was not given',
      facts => {
        facts.received[0].status = 503;
      },
    ],
    ['a success that nobody received', facts => facts.received.pop()],
    [
      'an attempt that is never ended',
      facts => {
        facts.attempts[0].outcome = 'sending';
      },
    ],
    [
      'a webhook-id that nobody knows',
      facts => {
        facts.received[0].deliveryId = 'unknown';
      },
    ],
    [
      'a webhook-id with another event',
      facts => {
        facts.received[0].body = '{"data":{"eventId":"event-2"}}';
      },
    ],
  ])('finds %s', (_what, spoil) => {
    expect(brokenBy(spoil)).not.toEqual([]);
  });
});
