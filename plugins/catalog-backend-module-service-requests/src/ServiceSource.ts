import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createServiceRequestsClient,
  type Service,
  type ServiceRequestsClient,
  ServiceRequestsError,
} from '@callboard/backstage-plugin-service-requests-common';

const PAGE_SIZE = 500;

/** What runs, as somebody who may read everything sees it. */
export interface ServiceSource {
  /** Every service that is not gone. */
  list(): Promise<Service[]>;
  /** Those that are gone too; undefined where there is none. */
  get(id: string): Promise<Service | undefined>;
}

/** Reads it over HTTP, as the plugin whose `auth` it is given. */
export class HttpServiceSource implements ServiceSource {
  readonly #client: ServiceRequestsClient;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    fetch?: typeof fetch;
  }): HttpServiceSource {
    const { auth, discovery, fetch: send = fetch } = options;
    const client = createServiceRequestsClient({
      discovery,
      fetch: async request => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'service-requests',
        });
        request.headers.set('authorization', `Bearer ${token}`);
        return send(request);
      },
    });
    return new HttpServiceSource(client);
  }

  private constructor(client: ServiceRequestsClient) {
    this.#client = client;
  }

  async list(): Promise<Service[]> {
    const services: Service[] = [];
    let cursor: string | undefined;
    do {
      const { data } = await this.#client.GET('/services', {
        params: { query: { cursor, limit: PAGE_SIZE } },
      });
      if (!data) {
        throw new Error('The service requests API answered with nothing');
      }
      services.push(...data.items);
      cursor = data.nextCursor;
    } while (cursor !== undefined);
    return services;
  }

  async get(id: string): Promise<Service | undefined> {
    try {
      const { data } = await this.#client.GET('/services/{id}', {
        params: { path: { id } },
      });
      return data;
    } catch (error) {
      if (error instanceof ServiceRequestsError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }
}
