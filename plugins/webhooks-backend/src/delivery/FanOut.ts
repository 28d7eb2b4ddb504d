import type { Database, Writer } from '@callboard/backend-database';
import { concernsResource, matches } from '../domain/matching';
import { expandDeliveries } from '../payload';
import { arrive } from './arrive';
import type { EndpointDirectory, KnownEndpoints } from './EndpointDirectory';
import { releaseThese } from './order';
import type {
  ClaimedDelivery,
  Entitlement,
  LiveEndpoint,
  Slots,
  StoredEvent,
} from './types';
import {
  type NewDelivery,
  type StoredDelivery,
  writeDeliveries,
  type WriteOptions,
  type WrittenDeliveries,
} from './writeDeliveries';

/**
 * Turns an event into one delivery for each endpoint that is told of it, in the
 * transaction that stores the event: an event is either known with all its
 * deliveries, or not at all and will be announced again.
 */
export class FanOut {
  readonly #database: Database;
  readonly #endpoints: EndpointDirectory;
  readonly #entitlement: Entitlement;
  readonly #slots: Slots;
  readonly #maxWaitMs: number;

  static create(options: {
    database: Database;
    endpoints: EndpointDirectory;
    entitlement: Entitlement;
    slots: Slots;
    maxWaitMs: number;
  }): FanOut {
    return new FanOut(options);
  }

  private constructor(options: {
    database: Database;
    endpoints: EndpointDirectory;
    entitlement: Entitlement;
    slots: Slots;
    maxWaitMs: number;
  }) {
    this.#database = options.database;
    this.#endpoints = options.endpoints;
    this.#entitlement = options.entitlement;
    this.#slots = options.slots;
    this.#maxWaitMs = options.maxWaitMs;
  }

  /**
   * Stores an event with its deliveries, and sends those for which there is a slot;
   * one that is known already changes nothing.
   *
   * @returns whether there is more to send.
   */
  async ingest(event: StoredEvent, source: string): Promise<boolean> {
    let known = await this.#endpoints.known();
    let result = await this.#ingest(event, source, known);
    while (result === 'outdated') {
      known = await this.#endpoints.look();
      result = await this.#ingest(event, source, known);
    }
    // Requests go out before whoever announced the event goes on.
    await new Promise(setImmediate);
    return result === 'more';
  }

  async #ingest(
    event: StoredEvent,
    source: string,
    { endpoints, revision }: KnownEndpoints,
  ): Promise<'outdated' | 'more' | 'done'> {
    const deliveries = await this.#deliveriesOf(event, endpoints);
    const kept = this.#slots.keep(deliveries.map(({ endpoint }) => endpoint));
    let leased: ClaimedDelivery[] = [];
    try {
      const arrived = await arrive(
        this.#database,
        { event, source, revision, deliveries, maxWaitMs: this.#maxWaitMs },
        kept,
      );
      if (arrived === 'outdated') {
        return arrived;
      }
      if (arrived === 'known') {
        return 'done';
      }
      leased = arrived.leased;
      await this.afterCommit(arrived.held);
      return leased.length < deliveries.length ? 'more' : 'done';
    } finally {
      kept.use(leased);
    }
  }

  /** What an event makes for one endpoint, if it is told of it. */
  async deliveriesFor(
    endpoint: LiveEndpoint,
    event: StoredEvent,
  ): Promise<NewDelivery[]> {
    if (
      !matches(endpoint, event) ||
      !(await this.#entitlement.maySee(endpoint.owner, event))
    ) {
      return [];
    }
    return expandDeliveries(endpoint.profile, event)
      .filter(
        ({ resourceRef }) =>
          resourceRef === undefined ||
          concernsResource(endpoint.scope, event, resourceRef),
      )
      .map(({ resourceRef, batchKey }) => ({
        endpoint,
        event,
        resourceRef: resourceRef ?? '',
        batchKey,
      }));
  }

  async #deliveriesOf(
    event: StoredEvent,
    endpoints: KnownEndpoints['endpoints'],
  ): Promise<NewDelivery[]> {
    const found = await Promise.all(
      [...endpoints.values()].map(endpoint =>
        this.deliveriesFor(endpoint, event),
      ),
    );
    return found.flat();
  }

  /**
   * Writes deliveries of events that are stored, and puts them in the queue. Hand
   * those that must wait to {@link afterCommit}.
   */
  async write(
    tx: Writer,
    deliveries: StoredDelivery[],
    options: WriteOptions,
  ): Promise<WrittenDeliveries> {
    return writeDeliveries(tx, deliveries, {
      ...options,
      maxWaitMs: this.#maxWaitMs,
    });
  }

  /** Looks once more at what must wait; see `order.ts`. */
  async afterCommit(held: number[]): Promise<void> {
    if (held.length > 0) {
      await this.#database.write(tx => releaseThese(tx, held));
    }
  }
}
