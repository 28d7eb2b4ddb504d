import {
  type TestDatabaseId,
  TestDatabases,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  type DomainEvent,
  type NewDomainEvent,
  type OutboxRelayOptions,
  type OutboxSink,
  Outbox,
  OutboxRelay,
  migrateOutbox,
} from '..';

export function createDatabases(): TestDatabases {
  return TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
}

export async function migrated(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  await migrateOutbox(knex);
  return knex;
}

export function happened(
  aggregate: string,
  change: Partial<NewDomainEvent> = {},
): NewDomainEvent {
  return {
    type: 'booking.created',
    aggregate,
    actor: 'user:default/researcher',
    data: {},
    ...change,
  };
}

export function appendAll(
  knex: Knex,
  outbox: Outbox,
  events: NewDomainEvent[],
): Promise<DomainEvent[]> {
  return knex.transaction(tx => outbox.append(tx, events));
}

/** Remembers what it was given; `before` may wait or throw. */
export function recordingSink(
  id: string,
  options: {
    start?: OutboxSink['start'];
    before?: (event: DomainEvent, signal?: AbortSignal) => Promise<void>;
    into?: DomainEvent[];
  } = {},
): OutboxSink & { received: DomainEvent[] } {
  const received = options.into ?? [];
  return {
    id,
    start: options.start,
    received,
    async deliver(event, signal) {
      await options.before?.(event, signal);
      received.push(event);
    },
  };
}

export function createRelay(
  database: Knex,
  outbox: Outbox,
  sinks: OutboxSink[],
  options: Partial<OutboxRelayOptions> = {},
): OutboxRelay {
  return OutboxRelay.create({
    database,
    outbox,
    sinks,
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
    retryPolicy: () => 0,
    ...options,
  });
}

/** Steps until nothing is delivered any more. */
export async function drain(relay: OutboxRelay): Promise<number> {
  let total = 0;
  for (;;) {
    const delivered = await relay.step();
    if (delivered === 0) {
      return total;
    }
    total += delivered;
  }
}

export async function until(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error('Waited in vain');
    }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** A promise and its handle, to stop a sink in the middle. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

export function sequencesByAggregate(
  events: DomainEvent[],
): Record<string, number[]> {
  const result: Record<string, number[]> = {};
  for (const event of events) {
    (result[event.aggregate] ??= []).push(event.sequence);
  }
  return result;
}

export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
