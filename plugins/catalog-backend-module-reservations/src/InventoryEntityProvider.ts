import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventParams } from '@backstage/plugin-events-node';
import type {
  Resource,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { LOCATION, resourceEntity, siteEntity } from './entities';
import type { InventorySource } from './InventorySource';

/** Changes that come close together are read together. */
const COALESCE_MS = 50;
/** Beyond this many changes it is cheaper to read everything. */
const MOST_IN_A_DELTA = 100;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;

/**
 * Keeps every site and resource of the inventory in the catalog.
 *
 * An event only says what to look at again. What then goes to the catalog is
 * read from the reservations API at that moment, and everything this class does
 * is done one after the other: so a full reading that began before a change can
 * never overwrite the delta that came after it, and neither lost nor doubled nor
 * reordered events do harm. What the events miss, the next full reading finds.
 */
export class InventoryEntityProvider implements EntityProvider {
  readonly #source: InventorySource;
  readonly #logger: LoggerService;
  readonly #signal: AbortSignal;
  /** Aggregate (`site:<id>`, `resource:<id>`) to the entity ref it had. */
  #dirty = new Map<string, string>();
  #flushing = false;
  #connection?: EntityProviderConnection;
  #last: Promise<unknown> = Promise.resolve();

  static create(options: {
    source: InventorySource;
    logger: LoggerService;
    /** Aborted when the backend stops. */
    signal: AbortSignal;
  }): InventoryEntityProvider {
    return new InventoryEntityProvider(options);
  }

  private constructor(options: {
    source: InventorySource;
    logger: LoggerService;
    signal: AbortSignal;
  }) {
    this.#source = options.source;
    this.#logger = options.logger;
    this.#signal = options.signal;
  }

  getProviderName(): string {
    return 'callboard-reservations';
  }

  /** Begins with everything, as soon as the reservations API answers. */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    this.#untilDone('Sites and resources are not in the catalog yet', () =>
      this.refresh(),
    );
  }

  /** Puts everything into the catalog, and takes out what is no longer there. */
  async refresh(): Promise<void> {
    await this.#inTurn(async connection => {
      const sites = await this.#source.listSites();
      const resources = await this.#source.listResources();
      const entities = [
        ...sites.map(siteEntity),
        ...resourceEntities(resources, sites),
      ];
      await connection.applyMutation({
        type: 'full',
        entities: entities.map(deferred),
      });
    });
  }

  /** Takes in an event about a site or a resource. */
  onEvent(event: EventParams): void {
    const payload = event.eventPayload as
      | { aggregate?: unknown; refs?: { site?: unknown; resources?: unknown } }
      | undefined;
    const aggregate = String(payload?.aggregate);
    const { site, resources } = payload?.refs ?? {};
    const ref = aggregate.startsWith('site:') ? site : [resources].flat()[0];
    if (typeof ref !== 'string') {
      this.#logger.warn(
        `An event ${event.topic} does not say what it is about`,
      );
      return;
    }
    this.#dirty.set(aggregate, ref);
    if (!this.#flushing) {
      this.#flushing = true;
      this.#untilDone('A change is not in the catalog yet', async () => {
        await sleep(COALESCE_MS);
        this.#flushing = false;
        await this.#flush();
      });
    }
  }

  async #flush(): Promise<void> {
    const dirty = this.#dirty;
    this.#dirty = new Map();
    try {
      if (dirty.size > MOST_IN_A_DELTA) {
        await this.refresh();
      } else if (dirty.size > 0) {
        await this.#inTurn(connection => this.#applyDelta(connection, dirty));
      }
    } catch (error) {
      this.#dirty = new Map([...dirty, ...this.#dirty]);
      throw error;
    }
  }

  async #applyDelta(
    connection: EntityProviderConnection,
    dirty: Map<string, string>,
  ): Promise<void> {
    const sites = await this.#source.listSites();
    const added: Entity[] = [];
    const removed: string[] = [];
    for (const [aggregate, entityRef] of dirty) {
      const id = aggregate.slice(aggregate.indexOf(':') + 1);
      const found = aggregate.startsWith('site:')
        ? await this.#siteWithResources(id, sites)
        : await this.#resource(id, sites);
      added.push(...found);
      if (found.length === 0) {
        removed.push(entityRef);
      }
    }
    await connection.applyMutation({
      type: 'delta',
      added: added.map(deferred),
      removed: removed.map(entityRef => ({ entityRef, locationKey: LOCATION })),
    });
  }

  /** A site decides who sees its resources, and who owns those without an owner. */
  async #siteWithResources(id: string, sites: Site[]): Promise<Entity[]> {
    const site = sites.find(one => one.id === id);
    if (!site) {
      return [];
    }
    const resources = await this.#source.listResources(site.entityRef);
    return [siteEntity(site), ...resourceEntities(resources, sites)];
  }

  async #resource(id: string, sites: Site[]): Promise<Entity[]> {
    const resource = await this.#source.getResource(id);
    return resource && !resource.archived
      ? resourceEntities([resource], sites)
      : [];
  }

  /** One after the other, also after one that failed. */
  async #inTurn(
    work: (connection: EntityProviderConnection) => Promise<void>,
  ): Promise<void> {
    const connection = this.#connection;
    if (!connection) {
      throw new Error('The catalog has not connected the provider yet');
    }
    const mine = this.#last.then(() => work(connection));
    this.#last = mine.catch(() => {});
    await mine;
  }

  /** Tries in the background until it works or the backend stops. */
  #untilDone(complaint: string, work: () => Promise<void>): void {
    const attempt = async () => {
      let delay = FIRST_RETRY_MS;
      while (!this.#signal.aborted) {
        try {
          await work();
          return;
        } catch (error) {
          // The first attempts often come before the other plugin is up.
          const log = delay < LAST_RETRY_MS / 4 ? 'debug' : 'warn';
          this.#logger[log](`${complaint}: ${error}`);
        }
        await sleep(delay, undefined, { signal: this.#signal }).catch(() => {});
        delay = Math.min(delay * 2, LAST_RETRY_MS);
      }
    };
    attempt();
  }
}

/** Those that the catalog does not have from elsewhere. */
function resourceEntities(resources: Resource[], sites: Site[]): Entity[] {
  const siteByRef = new Map(sites.map(site => [site.entityRef, site]));
  return resources
    .filter(({ managedBy }) => managedBy === 'callboard')
    .flatMap(resource => {
      const site = siteByRef.get(resource.siteRef);
      return site ? [resourceEntity(resource, site)] : [];
    });
}

function deferred(entity: Entity): DeferredEntity {
  return { entity, locationKey: LOCATION };
}
