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
import { Follower } from '@callboard/plugin-requests';
import { LOCATION, resourceEntity, siteEntity } from './entities';
import type { InventorySource } from './InventorySource';

interface Options {
  source: InventorySource;
  logger: LoggerService;
  /** Aborted when the backend stops. */
  signal: AbortSignal;
}

/** Keeps every site and resource of the inventory in the catalog. */
export class InventoryEntityProvider implements EntityProvider {
  readonly #source: InventorySource;
  readonly #logger: LoggerService;
  /** Of aggregates (`site:<id>`, `resource:<id>`), each with the entity ref it had. */
  readonly #follower: Follower<string>;
  #connection?: EntityProviderConnection;

  static create(options: Options): InventoryEntityProvider {
    return new InventoryEntityProvider(options);
  }

  private constructor({ source, logger, signal }: Options) {
    this.#source = source;
    this.#logger = logger;
    this.#follower = Follower.create({
      logger,
      signal,
      target: 'the catalog',
      readAll: () => this.#applyAll(),
      readChanged: changed => this.#applyDelta(changed),
    });
  }

  getProviderName(): string {
    return 'callboard-reservations';
  }

  /** Begins with everything, as soon as the reservations API answers. */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    this.#follower.begin();
  }

  /** Puts everything into the catalog, and takes out what is no longer there. */
  async refresh(): Promise<void> {
    await this.#follower.refresh();
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
    this.#follower.note(aggregate, ref);
  }

  async #applyAll(): Promise<void> {
    const connection = this.#connected();
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
  }

  async #applyDelta(changed: ReadonlyMap<string, string>): Promise<boolean> {
    const connection = this.#connected();
    const sites = await this.#source.listSites();
    const added: Entity[] = [];
    const removed: string[] = [];
    for (const [aggregate, entityRef] of changed) {
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
    return true;
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

  #connected(): EntityProviderConnection {
    if (!this.#connection) {
      throw new Error('The catalog has not connected the provider yet');
    }
    return this.#connection;
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
