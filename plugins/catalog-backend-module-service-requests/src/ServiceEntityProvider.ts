import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventParams } from '@backstage/plugin-events-node';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { Follower } from '@callboard/plugin-requests';
import { isThere, LOCATION, serviceEntity } from './serviceEntity';
import type { ServiceSource } from './ServiceSource';

interface Options {
  source: ServiceSource;
  logger: LoggerService;
  /** Aborted when the backend stops. */
  signal: AbortSignal;
  /** The portal's own address. */
  appUrl?: string;
}

/** Keeps every service that runs, or is about to, in the catalog. */
export class ServiceEntityProvider implements EntityProvider {
  readonly #options: Options;
  readonly #follower: Follower<undefined>;
  #connection?: EntityProviderConnection;

  static create(options: Options): ServiceEntityProvider {
    return new ServiceEntityProvider(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#follower = Follower.create({
      logger: options.logger,
      signal: options.signal,
      target: 'the catalog',
      readAll: () => this.#applyAll(),
      readChanged: changed => this.#applyDelta([...changed.keys()]),
    });
  }

  getProviderName(): string {
    return 'callboard-service-requests';
  }

  /** Begins with everything, as soon as the service requests API answers. */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    this.#follower.begin();
  }

  /** Puts everything into the catalog, and takes out what is no longer there. */
  async refresh(): Promise<void> {
    await this.#follower.refresh();
  }

  /** Takes in an event about a service. */
  onEvent(event: EventParams): void {
    const payload = event.eventPayload as { aggregate?: unknown } | undefined;
    const [, id] = /^service:(.+)$/.exec(String(payload?.aggregate)) ?? [];
    if (!id) {
      this.#options.logger.warn(
        `An event ${event.topic} does not say which service it is about`,
      );
      return;
    }
    this.#follower.note(id, undefined);
  }

  async #applyAll(): Promise<void> {
    const connection = this.#connected();
    const services = await this.#options.source.list();
    await connection.applyMutation({
      type: 'full',
      entities: services.filter(isThere).map(each => this.#deferred(each)),
    });
  }

  /** Whether all of them were found: what does not exist cannot say which entity it was. */
  async #applyDelta(ids: string[]): Promise<boolean> {
    const connection = this.#connected();
    const found: Service[] = [];
    for (const id of ids) {
      const service = await this.#options.source.get(id);
      if (service) {
        found.push(service);
      }
    }
    await connection.applyMutation({
      type: 'delta',
      added: found.filter(isThere).map(each => this.#deferred(each)),
      removed: found
        .filter(each => !isThere(each))
        .map(({ entityRef }) => ({ entityRef, locationKey: LOCATION })),
    });
    return found.length === ids.length;
  }

  #deferred(service: Service): DeferredEntity {
    return {
      entity: serviceEntity(service, this.#options.appUrl),
      locationKey: LOCATION,
    };
  }

  #connected(): EntityProviderConnection {
    if (!this.#connection) {
      throw new Error('The catalog has not connected the provider yet');
    }
    return this.#connection;
  }
}
