import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { FreshCache } from '@callboard/access-principals';
import {
  createReservationsClient,
  type Page,
  type ReservationsClient,
} from '@callboard/backstage-plugin-reservations-common';
import { Sites } from './Sites';

/** How long a right that was taken away may still count here, at most. */
const TTL_MS = 30_000;
const MAX_RESOURCES = 10_000;
const PAGE = 500;

/** As much of a resource as a scope needs. */
export interface ResourceFacts {
  entityRef: string;
  siteRef: string;
}

/** What a plugin knows of the reservations plugin's inventory; at most 30 s old. */
export interface SiteDirectory {
  /** Throws ServiceUnavailableError while reservations cannot be asked. */
  sites(): Promise<Sites>;

  /**
   * What {@link sites} last said, for rules that cannot wait. Whoever asks such
   * a rule has awaited `sites()` in the same request.
   */
  latest(): Sites;

  /** A resource by its ref, also one that is archived. */
  resource(ref: string): Promise<ResourceFacts | undefined>;

  /** Whether a type of this name can be had in a site, or anywhere. */
  hasType(name: string, siteRef?: string): Promise<boolean>;
}

/** Reads the inventory over HTTP, in this plugin's own name. */
export class ReservationsSiteDirectory implements SiteDirectory {
  readonly #client: ReservationsClient;
  readonly #sites: FreshCache<Sites>;
  readonly #resources: FreshCache<ResourceFacts | undefined>;
  #latest = Sites.none;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** A clock in milliseconds that never goes back. */
    now?: () => number;
  }): ReservationsSiteDirectory {
    const { auth, discovery, now } = options;
    const client = createReservationsClient({
      discovery,
      fetch: async request => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'reservations',
        });
        request.headers.set('authorization', `Bearer ${token}`);
        return fetch(request);
      },
    });
    return new ReservationsSiteDirectory(client, now);
  }

  private constructor(client: ReservationsClient, now?: () => number) {
    this.#client = client;
    this.#sites = FreshCache.create({ ttlMs: TTL_MS, maxEntries: 1, now });
    this.#resources = FreshCache.create({
      ttlMs: TTL_MS,
      maxEntries: MAX_RESOURCES,
      now,
    });
  }

  async sites(): Promise<Sites> {
    return this.#sites.get('all', async () => {
      const sites = Sites.create(
        await orUnavailable(() =>
          everyPage(async cursor => {
            const { data } = await this.#client.GET('/sites', {
              params: { query: { archived: true, limit: PAGE, cursor } },
            });
            return data;
          }),
        ),
      );
      this.#latest = sites;
      return sites;
    });
  }

  latest(): Sites {
    return this.#latest;
  }

  async resource(ref: string): Promise<ResourceFacts | undefined> {
    return this.#resources.get(ref, () =>
      orUnavailable(async () => {
        const { data } = await this.#client.GET('/resources', {
          params: { query: { ref: [ref], archived: true } },
        });
        return data?.items.find(({ entityRef }) => entityRef === ref);
      }),
    );
  }

  async hasType(name: string, siteRef?: string): Promise<boolean> {
    const types = await orUnavailable(() =>
      everyPage(async cursor => {
        const { data } = await this.#client.GET('/resource-types', {
          params: { query: { q: name, site: siteRef, limit: PAGE, cursor } },
        });
        return data;
      }),
    );
    return types.some(type => type.name === name);
  }
}

async function everyPage<T>(
  read: (cursor?: string) => Promise<Page<T> | undefined>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...(page?.items ?? []));
    cursor = page?.nextCursor;
  } while (cursor !== undefined);
  return items;
}

async function orUnavailable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new ServiceUnavailableError(
      'The reservations plugin does not say at the moment which sites there are and who administers them',
      error,
    );
  }
}
