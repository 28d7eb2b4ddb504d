import { once } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConvergenceEngine,
  type DesiredObject,
  judge,
  KubernetesControlPlane,
  ObservationStore,
  openDatabase,
} from '@callboard/backstage-plugin-service-requests-backend';
import createKnex, { type Knex } from 'knex';
import { EventEmitter } from 'node:events';
import {
  API_VERSION,
  LIST_PATH,
  type OpenRequest,
  PAGE_SIZE,
  type SyncAnswer,
} from './protocol';

type Database = Awaited<ReturnType<typeof openDatabase>>;

interface ObjectPage {
  items: {
    metadata: { name: string; resourceVersion: string };
    spec: object;
    status: object;
  }[];
  metadata: { continue?: string };
}

const quiet: LoggerService = {
  error: message => console.error(message),
  warn: message => console.warn(message),
  info: () => {},
  debug: () => {},
  child: () => quiet,
};

/** Follows a cluster as the plugin does, and as little as can be. */
export class SyncBench {
  readonly #request: OpenRequest;
  readonly #knex: Knex;
  readonly #database: Database;
  readonly #engine: ConvergenceEngine;
  readonly #store = new ObservationStore();
  readonly #progress = new EventEmitter();
  readonly #judged = new Set<string>();

  static async open(request: OpenRequest): Promise<SyncBench> {
    const { client, connection } = request;
    const knex = createKnex({
      client,
      connection,
      useNullAsDefault: client !== 'pg',
    });
    const bench = new SyncBench(request, knex, await openDatabase({ knex }));
    await bench.#createBareTable();
    await bench.#change();
    bench.#engine.start();
    await bench.#everyServiceJudged();
    return bench;
  }

  private constructor(request: OpenRequest, knex: Knex, database: Database) {
    this.#request = request;
    this.#knex = knex;
    this.#database = database;
    this.#engine = ConvergenceEngine.create({
      database,
      logger: quiet,
      controlPlane: KubernetesControlPlane.create({
        connect: async () => ({
          server: request.cluster,
          requestOptions: async () => ({}),
        }),
        kinds: () => [{ apiVersion: API_VERSION, kind: 'Instance' }],
        logger: quiet,
        pageSize: PAGE_SIZE,
        backoff: { minMs: 1, maxMs: 1 },
      }),
      onServicesSeen: ids => this.#judge(ids),
    });
  }

  /** Everything has changed: until it is listed, kept and judged. */
  async sync(): Promise<SyncAnswer> {
    this.#judged.clear();
    const started = performance.now();
    await this.#change();
    await this.#everyServiceJudged();
    return this.#answer(started);
  }

  /** Pages, JSON, and an upsert of a name, a version and the rest in one transaction. */
  async bare(): Promise<SyncAnswer> {
    const started = performance.now();
    await this.#knex.transaction(async tx => {
      let next: string | undefined;
      do {
        const response = await fetch(
          `${this.#request.cluster}${LIST_PATH}?limit=${PAGE_SIZE}${next ? `&continue=${next}` : ''}`,
        );
        const { items, metadata } = (await response.json()) as ObjectPage;
        await tx('bare_object')
          .insert(
            items.map(item => ({
              name: item.metadata.name,
              version: item.metadata.resourceVersion,
              object: JSON.stringify({ spec: item.spec, status: item.status }),
            })),
          )
          .onConflict('name')
          .merge();
        next = metadata.continue;
      } while (next);
    });
    return this.#answer(started);
  }

  async close(): Promise<void> {
    await this.#engine.stop();
    await this.#knex.destroy();
  }

  async #createBareTable(): Promise<void> {
    await this.#knex.schema.createTable('bare_object', table => {
      table.string('name', 255).primary();
      table.string('version', 64).notNullable();
      table.text('object').notNullable();
    });
  }

  async #change(): Promise<void> {
    const { cluster, objects } = this.#request;
    await fetch(`${cluster}/change?objects=${objects}`);
  }

  async #judge(ids: string[]): Promise<void> {
    const seen = await this.#database.read(db => this.#store.read(db, ids));
    const now = Date.now();
    for (const [id, observation] of seen) {
      const { status } = judge({
        ...observation,
        phase: 'steady',
        desired: desiredOf(observation.observed[0].name),
        mergedAt: 0,
        now,
      });
      if (status !== 'ready') {
        throw new Error(`${id} is ${status}`);
      }
      this.#judged.add(id);
    }
    this.#progress.emit('judged');
  }

  async #everyServiceJudged(): Promise<void> {
    while (this.#judged.size < this.#request.objects) {
      await once(this.#progress, 'judged');
    }
  }

  #answer(started: number): SyncAnswer {
    const seconds = (performance.now() - started) / 1000;
    globalThis.gc!();
    globalThis.gc!();
    return { seconds, heap: process.memoryUsage().heapUsed };
  }
}

function desiredOf(name: string): DesiredObject[] {
  return [
    {
      object: { apiVersion: API_VERSION, kind: 'Instance', name },
      leaves: ['instanceClass', 'engineVersion', 'multiAz'].map(field => ({
        parameter: field,
        specPath: `spec.forProvider.${field}`,
        statusPath: `status.atProvider.${field}`,
        value: {
          instanceClass: 'db.t4g.medium',
          engineVersion: '16',
          multiAz: true,
        }[field],
      })),
      endpointPath: 'status.atProvider.endpoint',
    },
  ];
}
