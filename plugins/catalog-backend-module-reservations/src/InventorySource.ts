import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createReservationsClient,
  type Page,
  type ReservationsClient,
  ReservationsRequestError,
  type Resource,
  type Site,
} from '@callboard/backstage-plugin-reservations-common';

const PAGE_SIZE = 500;

/** The inventory, as somebody who may read everything sees it. */
export interface InventorySource {
  /** Every site that is not archived. */
  listSites(): Promise<Site[]>;
  /** Every resource that is not archived, of one site or of all. */
  listResources(siteRef?: string): Promise<Resource[]>;
  /** Archived ones too; undefined where there is none. */
  getResource(id: string): Promise<Resource | undefined>;
}

/** Reads it over HTTP, as the plugin whose `auth` it is given. */
export class HttpInventorySource implements InventorySource {
  readonly #client: ReservationsClient;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    fetch?: typeof fetch;
  }): HttpInventorySource {
    const { auth, discovery, fetch: send = fetch } = options;
    const client = createReservationsClient({
      discovery,
      fetch: async request => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'reservations',
        });
        request.headers.set('authorization', `Bearer ${token}`);
        return send(request);
      },
    });
    return new HttpInventorySource(client);
  }

  private constructor(client: ReservationsClient) {
    this.#client = client;
  }

  async listSites(): Promise<Site[]> {
    return everyPage(cursor =>
      this.#client.GET('/sites', {
        params: { query: { cursor, limit: PAGE_SIZE } },
      }),
    );
  }

  async listResources(siteRef?: string): Promise<Resource[]> {
    return everyPage(cursor =>
      this.#client.GET('/resources', {
        params: { query: { site: siteRef, cursor, limit: PAGE_SIZE } },
      }),
    );
  }

  async getResource(id: string): Promise<Resource | undefined> {
    try {
      const { data } = await this.#client.GET('/resources/{id}', {
        params: { path: { id } },
      });
      return data;
    } catch (error) {
      if (error instanceof ReservationsRequestError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }
}

async function everyPage<T>(
  fetchPage: (cursor?: string) => Promise<{ data?: Page<T> }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await fetchPage(cursor);
    if (!data) {
      throw new Error('The reservations API answered with nothing');
    }
    items.push(...data.items);
    cursor = data.nextCursor;
  } while (cursor !== undefined);
  return items;
}
