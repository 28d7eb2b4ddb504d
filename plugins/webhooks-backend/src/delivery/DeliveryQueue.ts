import { NotFoundError } from '@backstage/errors';
import {
  type Database,
  readNow,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { DeadReason } from '../domain/verdict';
import type { EndpointDirectory } from './EndpointDirectory';
import type { FanOut } from './FanOut';
import { storeEvent } from './storeEvent';
import { holdBack, reopenKeys } from './order';
import { requeue } from './requeue';
import { dropQueue } from './switchOff';
import { createTestEvent } from './testEvent';
import type { LiveEndpoint, StoredEvent } from './types';

/** What the rest of the plugin asks of the delivery engine. */
export interface DeliveryQueue {
  /** Stores an event with its deliveries; idempotent by the event's id. */
  ingest(event: StoredEvent, source: string): Promise<void>;

  /**
   * Sends deliveries once more, now, whatever became of them: the same ids, new
   * attempts. One that is being sent at this moment is left alone.
   *
   * @returns how many will be sent.
   */
  redeliver(deliveryIds: string[], actor: string): Promise<number>;

  /**
   * Sends an endpoint everything since an instant (epoch milliseconds) that it
   * is to be told of, what was announced before it existed included, in order.
   *
   * @returns how many will be sent.
   */
  replaySince(
    endpointId: string,
    since: number,
    actor: string,
  ): Promise<number>;

  /** Sends an example of an event, on the way that every delivery takes. */
  sendTest(
    endpointId: string,
    eventType: string | undefined,
    actor: string,
  ): Promise<{ deliveryId: string }>;

  /** Ends what an endpoint still has before it. */
  drop(tx: Writer, endpointId: string, reason: DeadReason): Promise<void>;
}

const CHUNK = 200;

export class DefaultDeliveryQueue implements DeliveryQueue {
  readonly #database: Database;
  readonly #endpoints: EndpointDirectory;
  readonly #fanOut: FanOut;
  readonly #maxWaitMs: number;
  readonly #kick: () => void;

  static create(options: {
    database: Database;
    endpoints: EndpointDirectory;
    fanOut: FanOut;
    maxWaitMs: number;
    /** Something is due. */
    kick: () => void;
  }): DefaultDeliveryQueue {
    return new DefaultDeliveryQueue(options);
  }

  private constructor(options: {
    database: Database;
    endpoints: EndpointDirectory;
    fanOut: FanOut;
    maxWaitMs: number;
    kick: () => void;
  }) {
    this.#database = options.database;
    this.#endpoints = options.endpoints;
    this.#fanOut = options.fanOut;
    this.#maxWaitMs = options.maxWaitMs;
    this.#kick = options.kick;
  }

  async ingest(event: StoredEvent, source: string): Promise<void> {
    if (await this.#fanOut.ingest(event, source)) {
      this.#kick();
    }
  }

  async redeliver(deliveryIds: string[], actor: string): Promise<number> {
    let queued = 0;
    const ids = [...new Set(deliveryIds)];
    for (let at = 0; at < ids.length; at += CHUNK) {
      const chunk = ids.slice(at, at + CHUNK);
      const positions = await this.#database.write(tx =>
        requeue(tx, chunk, actor),
      );
      queued += positions.length;
    }
    this.#kick();
    return queued;
  }

  async replaySince(
    endpointId: string,
    since: number,
    actor: string,
  ): Promise<number> {
    const endpoint = await this.#endpoint(endpointId);
    const until = await this.#database.read(readNow);
    let queued = 0;
    let after: number | undefined = 0;
    while (after !== undefined) {
      const page: StoredPage = await this.#eventsAfter(after, since, until);
      queued += await this.#replay(endpoint, page.events, actor);
      after = page.last;
    }
    this.#kick();
    return queued;
  }

  async sendTest(
    endpointId: string,
    eventType: string | undefined,
    actor: string,
  ): Promise<{ deliveryId: string }> {
    const endpoint = await this.#endpoint(endpointId);
    const event = await createTestEvent(
      this.#database,
      endpoint.profile,
      eventType,
      actor,
    );
    const deliveryId = await this.#database.write(async tx => {
      const { now, ordinal } = (await storeEvent(tx, event, 'webhooks'))!;
      await this.#fanOut.write(
        tx,
        [{ endpoint, event, resourceRef: '', ordinal }],
        {
          now,
          trigger: 'test',
          actor,
          test: true,
        },
      );
      const row = await tx
        .knex('delivery')
        .where({ endpoint_id: endpointId, event_id: event.id })
        .first('id');
      return row.id as string;
    });
    this.#kick();
    return { deliveryId };
  }

  async drop(
    tx: Writer,
    endpointId: string,
    reason: DeadReason,
  ): Promise<void> {
    await dropQueue(tx, endpointId, reason);
  }

  async #endpoint(endpointId: string): Promise<LiveEndpoint> {
    const endpoint = (await this.#endpoints.latest()).get(endpointId);
    if (!endpoint) {
      throw new NotFoundError(`There is no endpoint '${endpointId}'`);
    }
    return endpoint;
  }

  async #eventsAfter(
    after: number,
    since: number,
    until: number,
  ): Promise<StoredPage> {
    return this.#database.read(async db => {
      const rows: { ordinal: number | string; body: string }[] = await db
        .knex('event')
        .select('ordinal', 'body')
        .whereNot('source', 'webhooks')
        .whereBetween('received_at', [since, until])
        .where('ordinal', '>', after)
        .orderBy('ordinal')
        .limit(CHUNK);
      const events = rows.map(({ ordinal, body }) => ({
        ordinal: toNumber(ordinal),
        event: JSON.parse(body) as StoredEvent,
      }));
      return {
        events,
        last: rows.length === CHUNK ? events.at(-1)?.ordinal : undefined,
      };
    });
  }

  async #replay(
    endpoint: LiveEndpoint,
    events: StoredPage['events'],
    actor: string,
  ): Promise<number> {
    const made = await Promise.all(
      events.map(async ({ event, ordinal }) =>
        (await this.#fanOut.deliveriesFor(endpoint, event)).map(delivery => ({
          ...delivery,
          ordinal,
        })),
      ),
    );
    const eventIds = events.map(({ event }) => event.id);
    const { queued, held } = await this.#database.write(async tx => {
      const sent: { id: string; event_id: string }[] = await tx
        .knex('delivery')
        .select('id', 'event_id')
        .where({ endpoint_id: endpoint.id, test: false })
        .whereIn('event_id', eventIds)
        .orderBy('position');
      const batched: { id: string; event_id: string }[] = await tx
        .knex('delivery_event')
        .join('delivery', 'delivery.position', 'delivery_event.position')
        .select('delivery.id', 'delivery_event.event_id')
        .where('delivery.endpoint_id', endpoint.id)
        .whereIn('delivery_event.event_id', eventIds);
      const known = new Set(
        [...sent, ...batched].map(({ event_id }) => event_id),
      );
      const missing = made.flat().filter(({ event }) => !known.has(event.id));
      const fresh = await this.#fanOut.write(tx, missing, {
        now: await readNow(tx),
        trigger: 'manual',
        actor,
      });
      const again = await requeue(
        tx,
        [...new Set([...sent, ...batched].map(({ id }) => id))],
        actor,
      );
      await reopenKeys(tx, again);
      const behind = await holdBack(tx, again, this.#maxWaitMs);
      return {
        queued: again.length + missing.length,
        held: [...fresh.held, ...behind],
      };
    });
    await this.#fanOut.afterCommit(held);
    return queued;
  }
}

interface StoredPage {
  events: { event: StoredEvent; ordinal: number }[];
  /** Where the next page begins; absent on the last one. */
  last?: number;
}
