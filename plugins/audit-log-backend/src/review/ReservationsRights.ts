import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  createReservationsClient,
  type ReservationsClient,
} from '@callboard/backstage-plugin-reservations-common';

const PAGE = 500;
const AT_ONCE = 5;

/** Somebody that a site names. */
export interface SitePlace {
  siteRef: string;
  siteTitle: string;
  ref: string;
  role: 'admin' | 'member';
  since: string;
}

/** Somebody to whom a site, or a resource of it, is open for a time. */
export interface Grant {
  id: string;
  subjectRef: string;
  siteRef: string;
  siteTitle: string;
  resourceRef?: string;
  from: string;
  until: string;
}

/** What the reservations plugin gives to whom, read in this plugin's own name. */
export class ReservationsRights {
  readonly #client: ReservationsClient;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): ReservationsRights {
    const { auth, discovery } = options;
    return new ReservationsRights(
      createReservationsClient({
        discovery,
        fetch: async request => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: await auth.getOwnServiceCredentials(),
            targetPluginId: 'reservations',
          });
          request.headers.set('authorization', `Bearer ${token}`);
          return fetch(request);
        },
      }),
    );
  }

  private constructor(client: ReservationsClient) {
    this.#client = client;
  }

  /** Throws ServiceUnavailableError while reservations cannot be asked. */
  async read(): Promise<{ places: SitePlace[]; grants: Grant[] }> {
    try {
      return { places: await this.#places(), grants: await this.#grants() };
    } catch (error) {
      throw new ServiceUnavailableError(
        'The reservations plugin does not say at the moment who administers which site',
        error,
      );
    }
  }

  async #places(): Promise<SitePlace[]> {
    const sites = await everyPage(async cursor => {
      const { data } = await this.#client.GET('/sites', {
        params: { query: { limit: PAGE, cursor } },
      });
      return data!;
    });
    const places: SitePlace[] = [];
    for (let at = 0; at < sites.length; at += AT_ONCE) {
      const some = await Promise.all(
        sites.slice(at, at + AT_ONCE).map(async site => {
          const { data } = await this.#client.GET('/sites/{id}/members', {
            params: { path: { id: site.id } },
          });
          return data!.items.map(({ ref, role, since }) => ({
            siteRef: site.entityRef,
            siteTitle: site.title,
            ref,
            role,
            since,
          }));
        }),
      );
      places.push(...some.flat());
    }
    return places;
  }

  async #grants(): Promise<Grant[]> {
    return everyPage(async cursor => {
      const { data } = await this.#client.GET('/access-grants', {
        params: {
          query: { status: ['active', 'upcoming'], limit: PAGE, cursor },
        },
      });
      return data!;
    });
  }
}

async function everyPage<T>(
  read: (cursor?: string) => Promise<{ items: T[]; nextCursor?: string }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}
