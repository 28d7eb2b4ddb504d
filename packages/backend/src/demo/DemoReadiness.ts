import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createReservationsClient,
  type ReservationsClient,
} from '@callboard/backstage-plugin-reservations-common';

const PAGE_SIZE = 500;
const BATCH = 100;

interface Options {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
  /** Entity refs of those who may be signed in as. */
  people: string[];
  /** Milliseconds between two looks. */
  interval?: number;
  /** Milliseconds after which the wait ends whatever there is. */
  timeLimit?: number;
}

/**
 * Waits for what a first visitor needs: everybody on the sign-in page with their
 * groups, and every site and resource, in the catalog. Somebody who signs in
 * before would have no role for half a minute.
 */
export class DemoReadiness {
  readonly #options: Options;
  readonly #client: ReservationsClient;

  private constructor(options: Options) {
    this.#options = options;
    const { auth, discovery } = options;
    this.#client = createReservationsClient({
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
  }

  static create(options: Options): DemoReadiness {
    return new DemoReadiness(options);
  }

  /** Never fails: a portal that is not complete is still worth a look. */
  async wait(signal: AbortSignal): Promise<void> {
    const { logger, interval = 250, timeLimit = 60_000 } = this.#options;
    const deadline = performance.now() + timeLimit;
    while (!signal.aborted) {
      const missing = await this.#missing().catch(error => [String(error)]);
      if (missing.length === 0) {
        return;
      }
      if (performance.now() > deadline) {
        logger.warn(
          `The demo is not complete after ${timeLimit / 1000} s; missing in the catalog: ${missing.join(', ')}`,
        );
        return;
      }
      await sleep(interval, undefined, { signal }).catch(() => {});
    }
  }

  async #missing(): Promise<string[]> {
    const credentials = await this.#options.auth.getOwnServiceCredentials();
    const { people } = this.#options;
    const persons = await this.#find(people, credentials);
    const groups = [...persons.values()].flatMap(person =>
      (person.relations ?? [])
        .filter(({ type }) => type === RELATION_MEMBER_OF)
        .map(({ targetRef }) => targetRef),
    );
    const wanted = [...new Set([...groups, ...(await this.#inventoryRefs())])];
    const found = await this.#find(wanted, credentials);
    return [
      ...people.filter(ref => !persons.has(ref)),
      ...wanted.filter(ref => !found.has(ref)),
    ];
  }

  async #find(refs: string[], credentials: BackstageCredentials) {
    const found = new Map<
      string,
      { relations?: { type: string; targetRef: string }[] }
    >();
    for (let at = 0; at < refs.length; at += BATCH) {
      const entityRefs = refs.slice(at, at + BATCH);
      const { items } = await this.#options.catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'relations'] },
        { credentials },
      );
      items.forEach((entity, index) => {
        if (entity) {
          found.set(entityRefs[index], entity);
        }
      });
    }
    return found;
  }

  async #inventoryRefs(): Promise<string[]> {
    const query = { limit: PAGE_SIZE };
    const [sites, resources] = await Promise.all([
      this.#client.GET('/sites', { params: { query } }),
      this.#client.GET('/resources', { params: { query } }),
    ]);
    return [...(sites.data?.items ?? []), ...(resources.data?.items ?? [])].map(
      ({ entityRef }) => entityRef,
    );
  }
}
