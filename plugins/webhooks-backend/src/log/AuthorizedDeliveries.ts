import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { PrincipalResolver } from '@callboard/access-principals';
import {
  type CallContext,
  notFound,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import type {
  Attempt,
  Delivery,
  DeliveryDetail,
  Page,
} from '@callboard/backstage-plugin-webhooks-common';
import type { DeliveryQueue, StoredEvent } from '../delivery';
import { concernsOnly, type SiteDirectory } from '../directory';
import type { EndpointAccess, EndpointDecisions } from '../permissions';
import { listAttempts } from './AttemptStore';
import type {
  DeliveryFilter,
  DeliveryRecord,
  DeliveryStore,
} from './DeliveryStore';

const ASKED = ['deliveryRead', 'deliveryRedeliver'] as const;
type Asked = EndpointDecisions<(typeof ASKED)[number]>;

/** How many deliveries one request queues, at most. */
export const MOST_REDELIVERED = 10_000;

interface Options {
  database: Database;
  deliveries: DeliveryStore;
  queue: Pick<DeliveryQueue, 'redeliver'>;
  access: EndpointAccess;
  principals: PrincipalResolver;
  directory: SiteDirectory;
}

/**
 * The log, as far as the caller may see it: deliveries to endpoints of sites
 * that they administer, or all. What such an endpoint was sent may concern a
 * further site too, because its owner sees more; then the caller learns that it
 * was sent, and not what.
 */
export class AuthorizedDeliveries {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedDeliveries {
    return new AuthorizedDeliveries(options);
  }

  /** Throws a 403 for whom no delivery could be visible. */
  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    const { deliveryRead } = await this.#decide(credentials);
    requirePossible(deliveryRead, 'see deliveries');
  }

  /** Throws a 403 for whoever may send nothing again. */
  async authorizeRedeliver(credentials: BackstageCredentials): Promise<void> {
    const { deliveryRedeliver } = await this.#decide(credentials);
    requirePossible(deliveryRedeliver, 'send deliveries again');
    if (deliveryRedeliver.filter) {
      const sites = await this.#options.directory.sites();
      const claims = await this.#claims(credentials);
      if (sites.administeredBy(claims).length === 0) {
        throw new NotAllowedError(
          'You may not send deliveries again: you administer no site',
        );
      }
    }
  }

  async list(
    filter: DeliveryFilter,
    page: { cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<Delivery>> {
    const { database, deliveries } = this.#options;
    const decisions = await this.#decide(credentials);
    const access = decisions.deliveryRead.filter;
    const found = await database.read(db =>
      deliveries.list(db, { ...filter, access }, page),
    );
    const items = await Promise.all(
      found.items.map(item => this.#view(item, decisions, credentials)),
    );
    return { ...found, items };
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<DeliveryDetail> {
    const { database, deliveries } = this.#options;
    const decisions = await this.#decide(credentials);
    const delivery = await this.#require(id, decisions);
    const open = await this.#mayKnow(delivery.event, decisions, credentials);
    const about = await database.read(db =>
      deliveries.subjects(db, delivery.position),
    );
    return {
      ...(await this.#view(delivery, decisions, credentials)),
      event: open ? delivery.event : undefined,
      about: open ? about : [],
    };
  }

  async attempts(
    id: string,
    page: { cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<Attempt>> {
    const decisions = await this.#decide(credentials);
    const { view, position, event } = await this.#require(id, decisions);
    if (!(await this.#mayKnow(event, decisions, credentials))) {
      throw new NotAllowedError(
        'You may not see what was sent: it concerns a site that you do not administer',
      );
    }
    return this.#options.database.read(db =>
      listAttempts(db, { position, id: view.id }, page),
    );
  }

  /** Throws unless the caller may send this delivery again. */
  async authorizeRedeliverOne(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#decide(credentials);
    const delivery = await this.#find(id);
    requireAllowed(delivery, decisions.deliveryRead, 'delivery', id, {
      access: decisions.deliveryRedeliver,
      what: 'send this delivery again',
    });
    if (!(await this.#mayKnow(delivery.event, decisions, credentials))) {
      throw new NotAllowedError(
        'You may not send this again: it concerns a site that you do not administer',
      );
    }
    if (delivery.view.endpointDeleted) {
      throw notFound('endpoint', delivery.view.endpointId);
    }
  }

  /**
   * Sends again what the filter finds, as far as the caller may.
   *
   * @returns how many deliveries were queued.
   */
  async redeliver(
    filter: DeliveryFilter,
    context: CallContext,
  ): Promise<number> {
    const { credentials, actor } = context;
    const { database, deliveries, queue } = this.#options;
    const decisions = await this.#decide(credentials);
    requirePossible(decisions.deliveryRedeliver, 'send deliveries again');
    const found = await database.read(db =>
      deliveries.findMany(
        db,
        { ...filter, access: decisions.deliveryRedeliver.filter },
        MOST_REDELIVERED,
      ),
    );
    const ids: string[] = [];
    for (const { view, event } of found) {
      if (
        !view.endpointDeleted &&
        (await this.#mayKnow(event, decisions, credentials))
      ) {
        ids.push(view.id);
      }
    }
    return ids.length === 0 ? 0 : queue.redeliver(ids, actor);
  }

  async #decide(credentials: BackstageCredentials): Promise<Asked> {
    return this.#options.access.decide(credentials, ASKED);
  }

  async #find(id: string): Promise<DeliveryRecord | undefined> {
    const { database, deliveries } = this.#options;
    return database.read(db => deliveries.get(db, id));
  }

  async #require(id: string, decisions: Asked): Promise<DeliveryRecord> {
    const delivery = await this.#find(id);
    if (!delivery || !decisions.deliveryRead.allows(delivery)) {
      throw notFound('delivery', id);
    }
    return delivery;
  }

  /** Whether the caller may know what an event says. */
  async #mayKnow(
    event: StoredEvent | undefined,
    decisions: Asked,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const everywhere = decisions.deliveryRead.filter === undefined;
    if (everywhere || !event || event.refs.site === undefined) {
      return true;
    }
    return concernsOnly(
      event,
      await this.#claims(credentials),
      await this.#options.directory.sites(),
    );
  }

  async #claims(credentials: BackstageCredentials): Promise<string[]> {
    const { principals } = this.#options;
    return (await principals.forCredentials(credentials))?.claims ?? [];
  }

  async #view(
    delivery: DeliveryRecord,
    decisions: Asked,
    credentials: BackstageCredentials,
  ): Promise<Delivery> {
    const { view, event } = delivery;
    const open = await this.#mayKnow(event, decisions, credentials);
    const mayRedeliver =
      open &&
      !view.endpointDeleted &&
      decisions.deliveryRedeliver.allows(delivery);
    return {
      ...view,
      resourceRef: open ? view.resourceRef : undefined,
      resourceRefs: open ? view.resourceRefs : [],
      actions: mayRedeliver ? ['redeliver'] : [],
    };
  }
}
