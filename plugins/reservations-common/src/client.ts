import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/openapi';
import type { Conflict, ErrorBody, FieldError, Slot, Verdict } from './types';

/**
 * What the reservations API answered when it refused. `status` is the HTTP
 * status; `conflicts` and `suggestions` come with a 409, `verdicts` with a 403
 * by policy, `fields` with a 400.
 */
export class ReservationsRequestError extends Error {
  readonly status: number;
  readonly fields: FieldError[];
  readonly verdicts: Verdict[];
  readonly conflicts: Conflict[];
  readonly suggestions: Slot[];
  readonly requestId?: string;

  constructor(status: number, body: Partial<ErrorBody>, requestId?: string) {
    super(body.error?.message ?? `The server answered ${status}`);
    this.name = body.error?.name ?? 'ReservationsRequestError';
    this.status = status;
    this.fields = body.fields ?? [];
    this.verdicts = body.verdicts ?? [];
    this.conflicts = body.conflicts ?? [];
    this.suggestions = body.suggestions ?? [];
    this.requestId = requestId;
  }
}

export interface ReservationsClientOptions {
  /** Backstage's discovery: the front end's API or the backend's service. */
  discovery: { getBaseUrl(pluginId: string): Promise<string> };
  /** A fetch that signs the request: the front end's fetch API, or one with a token. */
  fetch: (request: Request) => Promise<Response>;
}

export type ReservationsClient = Client<paths, 'application/json'>;

// The base is known only once discovery has answered, so paths are built on
// this one and moved when the request goes out.
const PLACEHOLDER = 'http://reservations.invalid';

/**
 * The typed client of `openapi.yaml`. Its methods resolve with `data` for a
 * 2xx and throw {@link ReservationsRequestError} for everything else.
 */
export function createReservationsClient(
  options: ReservationsClientOptions,
): ReservationsClient {
  const client = createClient<paths>({
    baseUrl: PLACEHOLDER,
    fetch: async request => {
      const base = await options.discovery.getBaseUrl('reservations');
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
      throw new ReservationsRequestError(
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
