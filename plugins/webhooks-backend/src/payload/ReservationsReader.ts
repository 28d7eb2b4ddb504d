import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';

const TIMEOUT_MS = 5_000;

/** Reads the reservations API as this plugin itself. */
export class ReservationsReader {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): ReservationsReader {
    return new ReservationsReader(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  /** All items of a list, page by page; rejects with a 503 when it cannot. */
  async list<T>(path: string, query: [string, string][]): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#page<T>(path, [
        ...query,
        ...(cursor ? [['cursor', cursor] as [string, string]] : []),
      ]);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  }

  async #page<T>(
    path: string,
    query: [string, string][],
  ): Promise<{ items: T[]; nextCursor?: string }> {
    const base = await this.#discovery.getBaseUrl('reservations');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'reservations',
    });
    const response = await this.#fetch(
      `${base}${path}?${new URLSearchParams(query)}`,
      token,
    );
    if (!response.ok) {
      await response.body?.cancel();
      throw new ServiceUnavailableError(
        `The reservations API answered ${response.status} to GET ${path}`,
      );
    }
    return response.json();
  }

  async #fetch(url: string, token: string): Promise<Response> {
    try {
      return await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      throw new ServiceUnavailableError('The reservations API does not answer');
    }
  }
}
