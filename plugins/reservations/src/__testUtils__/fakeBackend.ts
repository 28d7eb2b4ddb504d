import {
  createReservationsClient,
  ReservationsClient,
} from '@callboard/backstage-plugin-reservations-common';

export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = { status?: number; body?: unknown };
type Route = (request: SeenRequest) => Answer;

/**
 * The reservations backend as far as a test needs it, behind the real client:
 * routes by method and path (`GET /sites/:id`), and what was asked of them.
 */
export function fakeBackend(routes: Record<string, Route>) {
  const seen: SeenRequest[] = [];

  const find = (method: string, path: string) =>
    Object.entries(routes).find(([key]) => {
      const [wanted, pattern] = key.split(' ');
      const expression = pattern.replace(/:\w+/g, '[^/]+');
      return wanted === method && new RegExp(`^${expression}$`).test(path);
    })?.[1];

  const client: ReservationsClient = createReservationsClient({
    discovery: { getBaseUrl: async () => 'http://backend' },
    fetch: async request => {
      const url = new URL(request.url);
      const text = await request.text();
      const asked: SeenRequest = {
        method: request.method,
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: text ? JSON.parse(text) : undefined,
      };
      seen.push(asked);
      const { status = 200, body } = find(
        asked.method,
        asked.path,
      )?.(asked) ?? {
        status: 404,
        body: {
          error: {
            name: 'NotFoundError',
            message: `No ${asked.method} ${asked.path} in this test`,
          },
        },
      };
      return new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: { 'Content-Type': 'application/json' },
      });
    },
  });

  return {
    client,
    routes,
    requests: (method: string, path: string) =>
      seen.filter(r => r.method === method && r.path === path),
  };
}

export type FakeBackend = ReturnType<typeof fakeBackend>;
