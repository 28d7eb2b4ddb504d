import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/openapi';
import type { ErrorBody, FieldError } from './types';

/**
 * What the webhooks API answered when it refused. `status` is the HTTP
 * status; `fields` come with a 400.
 */
export class WebhooksRequestError extends Error {
  readonly status: number;
  readonly fields: FieldError[];
  readonly requestId?: string;

  constructor(status: number, body: Partial<ErrorBody>, requestId?: string) {
    super(body.error?.message ?? `The server answered ${status}`);
    this.name = body.error?.name ?? 'WebhooksRequestError';
    this.status = status;
    this.fields = body.fields ?? [];
    this.requestId = requestId;
  }
}

export interface WebhooksClientOptions {
  /** Backstage's discovery: the front end's API or the backend's service. */
  discovery: { getBaseUrl(pluginId: string): Promise<string> };
  /** A fetch that signs the request: the front end's fetch API, or one with a token. */
  fetch: (request: Request) => Promise<Response>;
}

export type WebhooksClient = Client<paths, 'application/json'>;

// The base is known only once discovery has answered, so paths are built on
// this one and moved when the request goes out.
const PLACEHOLDER = 'http://webhooks.invalid';

/**
 * The typed client of `openapi.yaml`. Its methods resolve with `data` for a
 * 2xx and throw {@link WebhooksRequestError} for everything else.
 */
export function createWebhooksClient(
  options: WebhooksClientOptions,
): WebhooksClient {
  const client = createClient<paths>({
    baseUrl: PLACEHOLDER,
    fetch: async request => {
      const base = await options.discovery.getBaseUrl('webhooks');
      const url = `${base}${request.url.slice(PLACEHOLDER.length)}`;
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
      if (response.ok) {
        return;
      }
      const body = await response.json().catch(() => ({}));
      throw new WebhooksRequestError(
        response.status,
        body,
        response.headers.get('x-request-id') ?? undefined,
      );
    },
  });
  return client;
}

/** The `If-Match` value for an object of this version. */
export function ifMatch(object: { version: number }): string {
  return `"${object.version}"`;
}
