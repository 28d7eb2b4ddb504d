import { ResponseError } from '@backstage/errors';
import { DiscoveryApi } from '@backstage/frontend-plugin-api';
import { Session } from './RefreshingIdentity';

const HEADERS = { 'x-requested-with': 'XMLHttpRequest' };

/**
 * Talks to the OpenID Connect auth provider. The session is a cookie that only
 * the backend reads. Uses the browser's own `fetch`, see `PersonaClient`.
 */
export class OidcClient {
  readonly #discoveryApi: DiscoveryApi;
  readonly #environment: string;

  static create(options: {
    discoveryApi: DiscoveryApi;
    environment: string;
  }): OidcClient {
    return new OidcClient(options.discoveryApi, options.environment);
  }

  private constructor(discoveryApi: DiscoveryApi, environment: string) {
    this.#discoveryApi = discoveryApi;
    this.#environment = environment;
  }

  /** The session that this browser has, renewed; refused where there is none. */
  async refresh(): Promise<Session> {
    const response = await this.#fetch('refresh', 'GET');
    return response.json();
  }

  /** Where the browser goes to sign in and come back to `returnTo`. */
  async getStartUrl(returnTo: string): Promise<string> {
    const query = {
      flow: 'redirect',
      redirectUrl: returnTo,
      origin: new URL(returnTo).origin,
    };
    return this.#url('start', query);
  }

  /** Resolves with where the session at the provider is ended, if anywhere. */
  async signOut(): Promise<string | undefined> {
    const response = await this.#fetch('logout', 'POST');
    const text = await response.text();
    return text ? JSON.parse(text).logoutUrl : undefined;
  }

  async #fetch(path: string, method: string): Promise<Response> {
    const response = await fetch(await this.#url(path, {}), {
      method,
      headers: HEADERS,
      credentials: 'include',
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async #url(path: string, more: Record<string, string>): Promise<string> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('auth');
    const query = new URLSearchParams({ env: this.#environment, ...more });
    return `${baseUrl}/oidc/${path}?${query}`;
  }
}
