import type {
  Entry,
  EntryDetail,
  Right,
  Verification,
} from '@callboard/backstage-plugin-audit-log-common';
import { createAuditLogClient } from '@callboard/backstage-plugin-audit-log-common';
import { createReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import { aVerification, CAMPUS, listed } from './examples';

export type Call = { method: string; path: string; query: URLSearchParams };
export type Answer = { status?: number; body?: unknown; text?: string };
type Override = (call: Call) => Answer | undefined;

const NOT_FOUND: Answer = {
  status: 404,
  body: { error: { name: 'NotFoundError', message: 'Not found' } },
};

export interface Things {
  entries?: EntryDetail[];
  verification?: Verification;
  rights?: Right[];
  changes?: EntryDetail[];
  /** Whether the caller administers the campus. */
  administers?: boolean;
}

/**
 * Answers like the audit log's backend, from memory, for tests of what a person
 * sees. `answer` puts an answer of its own before the usual one.
 */
export function createFakeServer(things: Things = {}) {
  const { entries = [], rights = [], changes = [] } = things;
  const { verification = aVerification(), administers = false } = things;
  const calls: Call[] = [];
  const overrides: Override[] = [];

  function matching(query: URLSearchParams): Entry[] {
    const actions = query.getAll('action');
    const outcomes = query.getAll('outcome');
    const is = (name: string, value: string | undefined) =>
      !query.has(name) || query.get(name) === value;
    return entries
      .filter(
        entry =>
          is('actor', entry.actor) &&
          is('correlation', entry.correlationId) &&
          is('plugin', entry.plugin) &&
          (actions.length === 0 || actions.includes(entry.action)) &&
          (outcomes.length === 0 || outcomes.includes(entry.outcome)) &&
          (!query.has('q') || JSON.stringify(entry).includes(query.get('q')!)),
      )
      .sort((a, b) => b.position - a.position)
      .map(listed);
  }

  function page(query: URLSearchParams): Answer {
    const all = matching(query);
    const limit = Number(query.get('limit') ?? 50);
    const from = Number(query.get('cursor') ?? 0);
    const more = all.length > from + limit;
    return {
      body: {
        items: all.slice(from, from + limit),
        ...(more && { nextCursor: String(from + limit) }),
      },
    };
  }

  function usual({ method, path, query }: Call): Answer {
    switch (`${method} ${path}`) {
      case 'GET /entries':
        return page(query);
      case 'GET /entries/export':
        return {
          text: matching(query)
            .map(entry => `${JSON.stringify(entry)}\n`)
            .join(''),
        };
      case 'GET /actions':
        return {
          body: { items: [...new Set(entries.map(e => e.action))].sort() },
        };
      case 'POST /verify':
        return { body: verification };
      case 'GET /access-review':
        return query.get('format') === 'csv'
          ? { text: 'principal,role\nuser:default/researcher,member\n' }
          : {
              body: {
                items: rights,
                total: rights.length,
                asOf: '2027-03-16T08:00:00.000Z',
              },
            };
      case 'GET /access-review/changes':
        return { body: { items: changes.map(listed) } };
      default:
    }
    const entry = [...entries, ...changes].find(
      ({ id }) => path === `/entries/${id}`,
    );
    return entry ? { body: entry } : NOT_FOUND;
  }

  async function serve(
    request: Request,
    answerTo: (call: Call) => Answer,
  ): Promise<Response> {
    const url = new URL(request.url);
    const call: Call = {
      method: request.method,
      path: url.pathname.replace(/^\/api\/[\w-]+/, ''),
      query: url.searchParams,
    };
    const { status = 200, body, text } = answerTo(call);
    return new Response(text ?? JSON.stringify(body), {
      status,
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'req-42',
      },
    });
  }

  const discovery = {
    getBaseUrl: async (plugin: string) => `http://backend/api/${plugin}`,
  };
  return {
    client: createAuditLogClient({
      discovery,
      fetch: request =>
        serve(request, call => {
          calls.push(call);
          return overrides.map(f => f(call)).find(Boolean) ?? usual(call);
        }),
    }),
    inventory: createReservationsClient({
      discovery,
      fetch: request =>
        serve(request, () => ({
          body: {
            items: [
              {
                entityRef: CAMPUS,
                name: 'campus',
                title: 'Campus',
                timeZone: 'Europe/Rome',
                actions: administers ? ['update'] : [],
              },
            ],
          },
        })),
    }),
    entries,
    answer: (override: Override) => overrides.unshift(override),
    callsOf: (method: string, path: string) =>
      calls.filter(call => call.method === method && call.path === path),
  };
}

export type FakeServer = ReturnType<typeof createFakeServer>;
