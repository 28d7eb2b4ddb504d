import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';

// A token lives for an hour; signing one for every request would cost more than
// the request.
const TOKEN_MS = 60_000;
const TIMEOUT_MS = 20_000;

/** Calls another backend plugin as this one. */
export class PluginRequests {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;
  readonly #target: string;
  #token?: { value: Promise<string>; until: number };

  static create(options: {
    discovery: DiscoveryService;
    auth: AuthService;
    /** The plugin that is called. */
    target: string;
  }): PluginRequests {
    return new PluginRequests(options);
  }

  private constructor(options: {
    discovery: DiscoveryService;
    auth: AuthService;
    target: string;
  }) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
    this.#target = options.target;
  }

  /**
   * Sends JSON, and resolves with the answer, whatever it is. Rejects where there
   * is none within 20 s, or when `signal` aborts.
   */
  async send(
    method: string,
    path: string,
    body: object | string,
    signal?: AbortSignal,
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const base = await this.#discovery.getBaseUrl(this.#target);
    // Node keeps the connections of `fetch` alive.
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#freshToken()}`,
        'content-type': 'application/json',
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (response.status === 401) {
      this.#token = undefined;
    }
    return response;
  }

  #freshToken(): Promise<string> {
    const now = Date.now();
    if (!this.#token || this.#token.until <= now) {
      const token = { value: this.#issueToken(), until: now + TOKEN_MS };
      token.value.catch(() => {
        if (this.#token === token) {
          this.#token = undefined;
        }
      });
      this.#token = token;
    }
    return this.#token.value;
  }

  async #issueToken(): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: this.#target,
    });
    return token;
  }
}
