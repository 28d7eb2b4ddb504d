import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  type CallContext,
  notForCaller,
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
import type { SiteDirectory } from '@callboard/site-directory';
import type { DeliveryQueue, StoredEvent } from '../delivery';
import type { Audit } from '../endpoints';
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
const MOST_NAMED = 50;

interface Options {
  database: Database;
  deliveries: DeliveryStore;
  queue: Pick<DeliveryQueue, 'redeliver'>;
  access: EndpointAccess;
  directory: SiteDirectory;
  audit: Audit;
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
      const isTheirs = (siteRef: string) =>
        deliveryRedeliver.allows({ siteRef });
      if (!sites.refs().some(isTheirs)) {
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
    const items = found.items.map(item => this.#view(item, decisions));
    return { ...found, items };
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<DeliveryDetail> {
    const { database, deliveries } = this.#options;
    const decisions = await this.#decide(credentials);
    const delivery = await this.#require(id, decisions);
    const open = mayKnow(delivery.event, decisions);
    const about = await database.read(db =>
      deliveries.subjects(db, delivery.position),
    );
    return {
      ...this.#view(delivery, decisions),
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
    if (!mayKnow(event, decisions)) {
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
    if (!mayKnow(delivery.event, decisions)) {
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
    const { audit, database, deliveries, queue } = this.#options;
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
      if (!view.endpointDeleted && mayKnow(event, decisions)) {
        ids.push(view.id);
      }
    }
    if (ids.length === 0) {
      return 0;
    }
    const endpoints = new Set(found.map(({ view }) => view.endpointId));
    return audit.record(
      ['delivery-redeliver'],
      context,
      {
        subject:
          ids.length === 1
            ? { kind: 'delivery', id: ids[0] }
            : { kind: 'delivery' },
        meta: {
          deliveries: ids.slice(0, MOST_NAMED),
          endpoints: [...endpoints].slice(0, MOST_NAMED),
          queued: ids.length,
        },
      },
      () => queue.redeliver(ids, actor),
    );
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
      throw notForCaller(delivery, 'delivery', id);
    }
    return delivery;
  }

  #view(delivery: DeliveryRecord, decisions: Asked): Delivery {
    const { view, event } = delivery;
    const open = mayKnow(event, decisions);
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

/** Whether the caller may know what an event says: about all its sites. */
function mayKnow(
  event: StoredEvent | undefined,
  { deliveryRead }: Asked,
): boolean {
  if (!deliveryRead.filter || event?.refs.site === undefined) {
    return true;
  }
  const siteRefs = [event.refs.site].flat();
  return (
    siteRefs.length > 0 &&
    siteRefs.every(siteRef => deliveryRead.allows({ siteRef }))
  );
}
