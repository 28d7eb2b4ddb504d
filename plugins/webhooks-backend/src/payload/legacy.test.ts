import { readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { DomainEvent } from '@callboard/backend-outbox';
import { expandDeliveries, PayloadBuilder, type Profile } from '.';
import {
  activeBookingsOf,
  aliases,
  EVALUATION,
  eventOf,
  GPU_NODE,
  inputOf,
  LOAN,
  people,
  SWITCH_PORT,
  TRAINING,
} from './__testUtils__/events';

const gpuOnly = {
  ...TRAINING,
  booking: { ...TRAINING.booking, resourceRefs: [GPU_NODE.entityRef] },
};

function golden(name: string): unknown {
  return JSON.parse(
    readFileSync(join(__dirname, '__golden__', `${name}.json`), 'utf8'),
  );
}

/** The bodies that an endpoint gets of these events, as they arrive. */
async function bodiesOf(
  profile: Profile,
  events: DomainEvent[],
  active = [LOAN, gpuOnly],
): Promise<unknown[]> {
  const builder = PayloadBuilder.create({
    people,
    aliases,
    activeBookings: activeBookingsOf(active),
  });
  const planned = expandDeliveries(profile, events[0]);
  const requests = await Promise.all(
    planned.map(({ resourceRef }) =>
      builder.build(inputOf(profile, events, { resourceRef })),
    ),
  );
  return requests.map(({ body }) => JSON.parse(body));
}

describe('the flat body', () => {
  it('is sent once for each booked resource', async () => {
    expect(
      await bodiesOf('legacy-flat', [eventOf('booking.started', TRAINING)]),
    ).toEqual([golden('flat-start'), golden('flat-start-second-resource')]);
  });

  it('leaves out what is not known, also where it is null', async () => {
    const event = eventOf(
      'booking.ended',
      {
        booking: {
          id: 'b0000000-0000-4000-8000-000000000042',
          title: 'Look around',
          purpose: null,
          start: '2026-11-21T08:00:00.000Z',
          end: '2026-11-21T12:00:00.000Z',
          owner: 'user:default/visitor',
          parameters: {},
          resourceRefs: ['resource:default/room-9'],
        },
        resources: EVALUATION.resources,
        sites: [],
      },
      { occurredAt: '2026-11-21T12:00:00.000Z' },
    );

    const bodies = await bodiesOf('legacy-flat', [event]);

    expect(bodies).toEqual([golden('flat-end-sparse')]);
    expect(JSON.stringify(bodies)).not.toContain('null');
  });
});

describe('the nested body', () => {
  it.each([
    ['booking.created', 'nested-event-created'],
    ['booking.changed', 'nested-event-updated'],
    ['booking.confirmed', 'nested-event-updated'],
    ['booking.extended', 'nested-event-updated'],
    ['booking.cancelled', 'nested-event-deleted'],
    ['booking.rejected', 'nested-event-deleted'],
    ['booking.expired', 'nested-event-deleted'],
  ])('says of %s what %s.json says', async (type, file) => {
    expect(await bodiesOf('legacy-nested', [eventOf(type, gpuOnly)])).toEqual([
      golden(file),
    ]);
  });

  it.each([
    ['resource.created', 'active', 'nested-resource-created'],
    ['resource.changed', 'active', 'nested-resource-updated'],
    [
      'resource.status_changed',
      'maintenance',
      'nested-resource-status-changed',
    ],
    ['resource.archived', 'unavailable', 'nested-resource-deleted'],
  ])('says of %s (%s) what %s.json says', async (type, status, file) => {
    const event = eventOf(type, {
      resource: { ...GPU_NODE, status },
      before: GPU_NODE,
    });

    expect(await bodiesOf('legacy-nested', [event])).toEqual([golden(file)]);
  });

  it('tells of a resource that joins a booking and of one that leaves it', async () => {
    const event = eventOf('booking.changed', {
      ...gpuOnly,
      before: { resourceRefs: [SWITCH_PORT.entityRef] },
    });

    expect(await bodiesOf('legacy-nested', [event])).toEqual([
      golden('nested-event-created'),
      expect.objectContaining({
        eventType: 'EVENT_DELETED',
        data: expect.objectContaining({
          id: 41,
          resource: expect.objectContaining({ id: 13, name: 'switch-port-7' }),
        }),
      }),
    ]);
  });
});

describe('the batch body', () => {
  it('holds what one user has beginning at one instant', async () => {
    const events = [
      eventOf('booking.started', TRAINING),
      eventOf('booking.started', EVALUATION, {
        occurredAt: '2026-11-21T08:00:00.240Z',
      }),
    ];

    expect(expandDeliveries('legacy-batch', events[0])).toEqual(
      expandDeliveries('legacy-batch', events[1]),
    );
    expect(await bodiesOf('legacy-batch', events)).toEqual([
      golden('batch-start'),
    ]);
  });

  it('holds what one user has ending, and that nothing is left', async () => {
    const event = eventOf('booking.ended', TRAINING, {
      occurredAt: '2026-11-21T12:00:00.000Z',
    });

    expect(await bodiesOf('legacy-batch', [event], [])).toEqual([
      golden('batch-end'),
    ]);
  });

  it('keeps users, instants and kinds apart', () => {
    const { booking } = TRAINING;
    const keyOf = (type: string, changes: object = {}) =>
      expandDeliveries(
        'legacy-batch',
        eventOf(type, { ...TRAINING, booking: { ...booking, ...changes } }),
      )[0].batchKey;
    const keys = [
      keyOf('booking.started'),
      keyOf('booking.ended'),
      keyOf('booking.started', { owner: 'user:default/visitor' }),
      keyOf('booking.started', { start: '2026-11-21T08:15:00.000Z' }),
    ];

    expect(new Set(keys).size).toBe(4);
    expect(keyOf('booking.started', { start: '2026-11-21T08:00:00Z' })).toBe(
      keys[0],
    );
  });
});

describe('expandDeliveries', () => {
  it('makes one delivery of any event for the standard profile', () => {
    expect(expandDeliveries('standard', eventOf('x.y', {}))).toEqual([{}]);
  });

  it.each<[Profile, string]>([
    ['legacy-flat', 'booking.created'],
    ['legacy-flat', 'resource.changed'],
    ['legacy-nested', 'booking.started'],
    ['legacy-nested', 'booking.ended'],
    ['legacy-nested', 'site.changed'],
    ['legacy-batch', 'booking.setup_started'],
    ['legacy-batch', 'resource.changed'],
    ['legacy-flat', 'endpoint.paused'],
  ])('makes none for %s of %s, which it has no words for', (profile, type) => {
    const data = type.startsWith('resource')
      ? { resource: GPU_NODE }
      : TRAINING;
    expect(expandDeliveries(profile, eventOf(type, data))).toEqual([]);
  });

  it.each<Profile>(['legacy-flat', 'legacy-nested', 'legacy-batch'])(
    'makes none for %s of a booking that books nothing',
    profile => {
      const empty = { booking: { id: 'b1', resourceRefs: [] } };
      for (const type of ['booking.started', 'booking.created']) {
        expect(expandDeliveries(profile, eventOf(type, empty))).toEqual([]);
        expect(expandDeliveries(profile, eventOf(type, {}))).toEqual([]);
      }
    },
  );
});

describe('a legacy request', () => {
  const builder = PayloadBuilder.create({
    people,
    aliases,
    activeBookings: activeBookingsOf([]),
  });

  it.each(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'pässwörd', 'x'])(
    'is signed with the bytes of %s as it is written',
    async secret => {
      const { headers, body } = await builder.build(
        inputOf('legacy-flat', [eventOf('booking.started', TRAINING)], {
          resourceRef: GPU_NODE.entityRef,
          endpoint: { secrets: [secret, 'an older one'] },
        }),
      );

      expect(headers['x-webhook-signature']).toBe(
        createHmac('sha256', Buffer.from(secret, 'utf8'))
          .update(Buffer.from(body, 'utf8'))
          .digest('base64'),
      );
      expect(headers['content-type']).toBe('application/json');
    },
  );

  it.each<Profile>(['legacy-flat', 'legacy-nested', 'legacy-batch'])(
    'can try an endpoint of profile %s with any event',
    async profile => {
      const { body } = await builder.build(
        inputOf(profile, [eventOf('endpoint.test', {})]),
      );

      expect(JSON.parse(body)).toEqual({
        eventType: 'ALL',
        timestamp: '2026-11-21T08:00:00.120Z',
        webhookId: '3',
        data: {
          message: 'This is a test event',
          timestamp: '2026-11-21T08:00:00.120Z',
          webhookId: 3,
        },
      });
    },
  );
});
