import { randomUUID } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { ManualClock } from '@callboard/backend-database';
import type { Knex } from 'knex';
import { openDatabase } from '../database/openDatabase';
import {
  DefaultDeliveryQueue,
  Dispatcher,
  type DispatcherOptions,
  EndpointDirectory,
  EndpointHealth,
  type Entitlement,
  FanOut,
  type StoredEvent,
} from '../delivery';
import type { Scope } from '../domain/matching';
import type { BuildInput, Profile } from '../payload';
import { createSecret, SecretBox } from '../secrets';
import type { SendRequest, SendResult } from '../sender';

export const NOW = '2027-03-16T08:00:00.000Z';
export const MINUTE = 60_000;
export const MAX_WAIT = 10 * MINUTE;

export const SWITCHING = [
  'booking.created',
  'booking.changed',
  'booking.setup_started',
  'booking.started',
  'booking.ended',
  'booking.teardown_ended',
];

export const CAMPUS = 'resource:default/campus';

/** What a receiver would see: the parts of a request that the engine decides. */
export interface Received {
  url: string;
  id: string;
  type: string;
  eventIds: string[];
  preceding: string[];
  superseded: boolean;
}

/** Answers a request; what it throws is thrown by the sender. */
export type Answer = (
  received: Received,
) => Promise<Partial<SendResult> | number> | Partial<SendResult> | number;

/** An engine on a database, with scripted receivers and a clock that is set. */
export async function createEngine(
  knex: Knex,
  options: {
    clock?: ManualClock;
    answer?: Answer;
    entitlement?: Entitlement;
    dispatcher?: Partial<DispatcherOptions>;
  } = {},
) {
  const clock = options.clock ?? new ManualClock(NOW);
  const database = await openDatabase({ knex, clock });
  const secrets = SecretBox.create({ keys: ['k'.repeat(32)] });
  const endpoints = EndpointDirectory.create({ database, secrets });
  const health = EndpointHealth.create(database);
  const entitlement = options.entitlement ?? { maySee: async () => true };
  const received: Received[] = [];
  const logger = mockServices.logger.mock();
  let answer: Answer = options.answer ?? (() => 200);

  const build = async (input: BuildInput) => ({
    headers: { 'webhook-id': input.delivery.id },
    body: JSON.stringify({
      id: input.delivery.id,
      type: input.events[0].type,
      eventIds: input.events.map(({ id }) => id),
      preceding: input.precedingUndelivered,
      superseded: input.superseded,
    }),
  });
  const send = async ({ url, body }: SendRequest): Promise<SendResult> => {
    const request: Received = { url, ...JSON.parse(body) };
    received.push(request);
    const result = await answer(request);
    return typeof result === 'number'
      ? {
          durationMs: 5,
          response: { status: result, headers: {}, body: '', truncated: false },
        }
      : { durationMs: 5, ...result };
  };
  const dispatcher = Dispatcher.create({
    database,
    endpoints,
    health,
    entitlement,
    payloads: { build },
    sender: { send, close: async () => {} },
    logger,
    callbackUrl: id => `http://localhost/callbacks/${id}`,
    schedule: { delaysMs: [5_000, 5 * MINUTE, 30 * MINUTE], jitter: 0 },
    disableAfterMs: 5 * 24 * 60 * MINUTE,
    concurrencyPerEndpoint: 4,
    concurrency: 50,
    leaseMs: 30_000,
    random: () => 0.5,
    ...options.dispatcher,
  });
  const fanOut = FanOut.create({
    database,
    endpoints,
    entitlement,
    slots: dispatcher,
    maxWaitMs: MAX_WAIT,
  });
  const queue = DefaultDeliveryQueue.create({
    database,
    endpoints,
    fanOut,
    maxWaitMs: MAX_WAIT,
    kick: () => dispatcher.kick(),
  });

  return {
    clock,
    database,
    dispatcher,
    endpoints,
    fanOut,
    health,
    logger,
    queue,
    received,
    secrets,
    answerWith: (next: Answer) => {
      answer = next;
    },
    /** Everything that is due now, and what becomes due by it. */
    settle: async () => {
      let total = 0;
      for (;;) {
        const sent = await dispatcher.step();
        if (sent === 0) {
          return total;
        }
        total += sent;
      }
    },
    rows: (table: string) =>
      database.read(db => db.knex(table).select()) as Promise<any[]>,
    delivery: (id: string) =>
      database.read(db => db.knex('delivery').where({ id }).first()),
    addEndpoint: (
      more: {
        title?: string;
        eventTypes?: string[];
        scope?: Scope;
        profile?: Profile;
        owner?: string;
        status?: string;
      } = {},
    ) =>
      database.write(async tx => {
        const id = randomUUID();
        const scope = more.scope ?? { kind: 'all' };
        await tx.knex('endpoint').insert({
          id,
          title: more.title ?? 'An endpoint',
          url: `http://receiver.example/${id}`,
          event_types: JSON.stringify(more.eventTypes ?? SWITCHING),
          scope_kind: scope.kind,
          scope_ref: scope.ref ?? null,
          scope_site_ref: scope.siteRef ?? null,
          headers: null,
          include_personal_data: false,
          profile: more.profile ?? 'standard',
          owner: more.owner ?? 'user:default/operations',
          status: more.status ?? 'active',
          version: 1,
          created_by: 'user:default/operations',
          created_at: tx.nowSql,
          updated_at: tx.nowSql,
        });
        await tx.knex('endpoint_secret').insert({
          id: randomUUID(),
          endpoint_id: id,
          sealed: secrets.seal(createSecret(), id),
          created_at: tx.nowSql,
        });
        return id;
      }),
    /** Changes an endpoint as the API would: its version is raised. */
    setStatus: (id: string, status: string) =>
      database.write(tx =>
        tx
          .knex('endpoint')
          .where({ id })
          .update({ status })
          .increment('version', 1),
      ),
  };
}

export type Engine = Awaited<ReturnType<typeof createEngine>>;

/** An event of a booking on some resources, each with what it is a part of. */
export function bookingEvent(
  type: string,
  booking: string,
  resources: Record<string, string[]> | string[],
  more: Partial<StoredEvent> = {},
): StoredEvent {
  const tree = Array.isArray(resources)
    ? Object.fromEntries(resources.map(name => [name, [] as string[]]))
    : resources;
  const booked = Object.keys(tree);
  const within = [...new Set(Object.values(tree).flat())].filter(
    name => !booked.includes(name),
  );
  const ref = (name: string) => `resource:default/${name}`;
  return {
    id: randomUUID(),
    type,
    version: 1,
    occurredAt: NOW,
    aggregate: `booking:${booking}`,
    sequence: 1,
    orderingKeys: [
      `booking:${booking}`,
      ...booked.map(name => `resource:${name}`),
      ...within.map(name => `resource:${name}/part`),
    ],
    actor: 'system',
    refs: {
      site: [CAMPUS],
      resources: booked.map(ref),
      within: within.map(ref),
      type: ['node'],
      owner: 'user:default/researcher',
    },
    data: {
      booking: { id: booking, owner: 'user:default/researcher' },
      resources: booked.map(name => ({ id: name, entityRef: ref(name) })),
    },
    ...more,
  };
}
