import createClient, { type Client } from 'openapi-fetch';
import type { RequestError } from './RequestError';

export interface ApiClientOptions {
  /** Backstage's discovery: the front end's API or the backend's service. */
  discovery: { getBaseUrl(pluginId: string): Promise<string> };
  /** A fetch that signs the request: the front end's fetch API, or one with a token. */
  fetch: (request: Request) => Promise<Response>;
}

/** The client of an API, by the `paths` that are generated from its document. */
export type ApiClient<Paths extends {}> = Client<Paths, 'application/json'>;

/**
 * A typed client. Its methods resolve with `data` for a 2xx, and throw a
 * `Refusal` for everything else.
 */
export function createApiClient<Paths extends {}>(
  pluginId: string,
  // A body is whatever the server said.
  Refusal: new (
    status: number,
    body: object,
    requestId?: string,
  ) => RequestError,
  options: ApiClientOptions,
): ApiClient<Paths> {
  // The base is known only once discovery has answered, so paths are built on
  // this one and moved when the request goes out.
  const placeholder = `http://${pluginId}.invalid`;
  const client = createClient<Paths, 'application/json'>({
    baseUrl: placeholder,
    fetch: async request => {
      const base = await options.discovery.getBaseUrl(pluginId);
      const url = `${base}${request.url.slice(placeholder.length)}`;
      const hasBody = !['GET', 'HEAD'].includes(request.method);
      return options.fetch(
        new Request(url, {
          method: request.method,
          headers: request.headers,
          body: hasBody ? await request.text() : undefined,
          signal: request.signal,
        }),
      );
    },
  });
  client.use({
    async onResponse({ response }) {
      if (!response.ok) {
        throw new Refusal(
          response.status,
          await response.json().catch(() => ({})),
          response.headers.get('x-request-id') ?? undefined,
        );
      }
    },
  });
  return client;
}
