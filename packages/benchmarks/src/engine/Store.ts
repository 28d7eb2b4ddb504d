import { randomBytes, randomUUID } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  createEngine,
  type Engine,
  readWebhooksConfig,
} from '@callboard/backstage-plugin-webhooks-backend';
import createKnex, { type Knex } from 'knex';
import { bookingStarted, EVENT_TYPE } from './events';
import type { OpenRequest } from './protocol';

const OWNER = 'user:default/operations';
/** Events announced at the same time while the queue is filled. */
const ANNOUNCERS = 10;

const quiet: LoggerService = {
  error: message => console.error(message),
  warn: message => console.warn(message),
  info: () => {},
  debug: () => {},
  child: () => quiet,
};

/**
 * A database with the plugin's tables and endpoints in it, and engines on it as
 * the plugin puts them together.
 */
export class Store {
  readonly knex: Knex;
  readonly #config: ReturnType<typeof readWebhooksConfig>;
  /** Writes, and fills the queue; it never sends. */
  readonly #quietEngine: Engine;
  readonly #endpoints = new Map<string, string>();
  #announced = 0;

  static async open(request: OpenRequest): Promise<Store> {
    const knex = createKnex({
      client: request.client,
      connection: request.connection,
      useNullAsDefault: request.client !== 'pg',
    });
    const config = {
      ...readWebhooksConfig(
        new ConfigReader({
          callboard: {
            webhooks: {
              secretKeys: ['a key that no portal uses, of enough letters'],
              allowedAddresses: ['127.0.0.0/8'],
            },
          },
        }),
      ),
      ...(request.timeoutMs && { timeoutMs: request.timeoutMs }),
    };
    const store = new Store(knex, config, await engineOn(knex, config));
    for (const url of request.urls) {
      store.#endpoints.set(url, await store.#createEndpoint(url));
    }
    return store;
  }

  private constructor(
    knex: Knex,
    config: ReturnType<typeof readWebhooksConfig>,
    engine: Engine,
  ) {
    this.knex = knex;
    this.#config = config;
    this.#quietEngine = engine;
  }

  /** Ids of endpoints, by URL. */
  get endpoints(): ReadonlyMap<string, string> {
    return this.#endpoints;
  }

  /** An engine that sends, once it is started. */
  async engine(): Promise<Engine> {
    const engine = await engineOn(this.knex, this.#config);
    await engine.endpoints.latest();
    return engine;
  }

  /** Endpoints that are not there for a while; all others are, and are well. */
  async leaveOut(urls: readonly string[]): Promise<void> {
    const away = urls.map(url => this.#endpoints.get(url)!);
    await this.knex('endpoint')
      .update({ deleted_at: null })
      .increment('version', 1);
    await this.knex('endpoint')
      .whereIn('id', away)
      .update({ deleted_at: 1 })
      .increment('version', 1);
    await this.knex('endpoint_state').delete();
  }

  /** Announces events until each endpoint has `deliveries` before it. */
  async fillQueue(deliveries: number): Promise<void> {
    const [least] = await this.leastWaiting([...this.#endpoints.values()]);
    let left = deliveries - least;
    const announce = async () => {
      while (left > 0) {
        left -= 1;
        this.#announced += 1;
        await this.#quietEngine.queue.ingest(
          bookingStarted(this.#announced),
          'reservations',
        );
      }
    };
    await Promise.all(Array.from({ length: ANNOUNCERS }, announce));
  }

  /** Of these endpoints' queues, the length of the shortest, and all together. */
  async leastWaiting(endpointIds: string[]): Promise<[number, number]> {
    const rows: { endpoint_id: string; n: number | string }[] = await this.knex(
      'delivery_queue',
    )
      .whereIn('endpoint_id', endpointIds)
      .groupBy('endpoint_id')
      .select('endpoint_id')
      .count({ n: '*' });
    const counts = rows.map(({ n }) => Number(n));
    const least = rows.length < endpointIds.length ? 0 : Math.min(...counts);
    return [least, counts.reduce((sum, n) => sum + n, 0)];
  }

  async close(): Promise<void> {
    await this.#quietEngine.sender.close();
    await this.knex.destroy();
  }

  async #createEndpoint(url: string): Promise<string> {
    const id = randomUUID();
    const { database, secrets } = this.#quietEngine;
    await database.write(async tx => {
      await tx.knex('endpoint').insert({
        id,
        title: 'A receiver',
        url,
        event_types: JSON.stringify([EVENT_TYPE]),
        scope_kind: 'all',
        include_personal_data: false,
        profile: 'standard',
        owner: OWNER,
        status: 'active',
        version: 1,
        created_by: OWNER,
        created_at: tx.nowSql,
        updated_at: tx.nowSql,
      });
      await tx.knex('endpoint_secret').insert({
        id: randomUUID(),
        endpoint_id: id,
        sealed: secrets.seal(`whsec_${randomBytes(32).toString('base64')}`, id),
        created_at: tx.nowSql,
      });
    });
    return id;
  }
}

function engineOn(knex: Knex, config: ReturnType<typeof readWebhooksConfig>) {
  return createEngine({
    knex,
    config,
    logger: quiet,
    entitlement: { maySee: async () => true },
    // Nobody is looked up: no endpoint includes personal data.
    people: {
      person: async ref => {
        throw new Error(`${ref} is asked for`);
      },
    },
    activeBookings: {
      of: async ref => {
        throw new Error(`Bookings of ${ref} are asked for`);
      },
    },
    callbackBaseUrl: 'https://portal.example.com/api/webhooks',
  });
}
