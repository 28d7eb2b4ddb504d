import type {
  AccessGrant,
  Booking,
  CalendarBooking,
  CreatedFeedToken,
  FeedToken,
  Site,
  SshKey,
  WaitlistEntry,
} from '@callboard/backstage-plugin-reservations-common';
import { createReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import { campus, cloud, gpu1, gpu2, gpuType, ME } from './inventory';

export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: any;
};
export type Answer = { status?: number; body: unknown };
type Override = (call: Call) => Answer | undefined;

/**
 * Answers like the reservations backend, from memory, for tests of what a
 * person sees. `answer` puts an answer of its own before the usual one.
 */
export function createFakeServer(initial: Booking[] = []) {
  const bookings = [...initial];
  const sshKeys: SshKey[] = [];
  const sites: Site[] = [campus, cloud];
  const feeds: FeedToken[] = [];
  const team: string[] = [];
  const grants: AccessGrant[] = [];
  const waiting: WaitlistEntry[] = [];
  const calls: Call[] = [];
  const overrides: Override[] = [];

  const forCalendar = (item: Booking): CalendarBooking => ({
    ...item,
    editable: item.actions.includes('update'),
  });
  const list = (query: URLSearchParams) => {
    const statuses = query.getAll('status');
    return bookings.filter(
      item =>
        (statuses.length === 0 || statuses.includes(item.status)) &&
        (!query.has('owner') ||
          query.getAll('owner').join() === 'team' ||
          item.owner === ME),
    );
  };

  function usual({ method, path, query, body }: Call): Answer {
    switch (`${method} ${path}`) {
      case 'GET /sites':
        return { body: { items: sites } };
      case 'GET /resource-types':
        return { body: { items: [gpuType] } };
      case 'GET /resources':
        return { body: { items: [gpu1, gpu2] } };
      case 'GET /calendar':
        return {
          body: { items: bookings.map(forCalendar), truncated: false },
        };
      case 'GET /bookings':
        return { body: { items: list(query) } };
      case 'POST /bookings/preview':
        return { body: freePreview(body) };
      case 'POST /bookings':
        return { status: 201, body: add(body) };
      case 'GET /waitlist':
        return { body: { items: waiting } };
      case 'GET /me/team':
        return { body: { items: team } };
      case 'GET /me/access-grants':
        return { body: { items: grants } };
      case 'GET /me/feed-tokens':
        return { body: { items: feeds } };
      case 'POST /me/feed-tokens':
        return { status: 201, body: addFeed(body) };
      case 'GET /overview':
        return {
          body: {
            at: new Date().toISOString(),
            mine: { active: 0, upcoming: 0, next: [] },
            freeNow: [],
            needs: {
              approvals: 0,
              offers: 0,
              checkIns: 0,
              problems: 0,
              failedDeliveries: 0,
            },
            use: { today: 0, week: 0, trend: [] },
          },
        };
      case 'GET /me/preferences':
        return { body: { reminderMinutes: 60 } };
      case 'PUT /me/preferences':
        return { body };
      case 'GET /me/ssh-keys':
        return { body: { items: sshKeys } };
      case 'POST /me/ssh-keys':
        return { status: 201, body: addKey(body) };
      default:
        if (path.endsWith('/timeline')) {
          return { body: { items: [], complete: true, missing: [] } };
        }
        if (path.startsWith('/me/ssh-keys/')) {
          return removeKey(path.split('/')[3]);
        }
        return path.startsWith('/me/feed-tokens/')
          ? removeFeed(path.split('/')[3])
          : one(method, path, body);
    }
  }

  function addFeed(body: any): CreatedFeedToken {
    const added: FeedToken = {
      ...body,
      id: `00000000-0000-4000-8000-3${String(feeds.length).padStart(11, '0')}`,
      createdAt: new Date().toISOString(),
    };
    feeds.push(added);
    return { ...added, url: `http://backend/feeds/of-${feeds.length}.ics` };
  }

  function removeFeed(id: string): Answer {
    const index = feeds.findIndex(feed => feed.id === id);
    if (index < 0) {
      return { status: 404, body: { error: { name: 'NotFoundError' } } };
    }
    feeds.splice(index, 1);
    return { status: 204, body: undefined };
  }

  function addKey(body: any): SshKey {
    const [type, , comment] = body.publicKey.split(' ');
    const added: SshKey = {
      id: `00000000-0000-4000-8000-2${String(sshKeys.length).padStart(11, '0')}`,
      title: body.title ?? comment,
      type,
      publicKey: body.publicKey,
      fingerprint: `SHA256:of-key-${sshKeys.length + 1}`,
      createdAt: new Date().toISOString(),
    };
    sshKeys.push(added);
    return added;
  }

  function removeKey(id: string): Answer {
    const index = sshKeys.findIndex(key => key.id === id);
    if (index < 0) {
      return { status: 404, body: { error: { name: 'NotFoundError' } } };
    }
    sshKeys.splice(index, 1);
    return { status: 204, body: undefined };
  }

  function add(body: any): Booking {
    const added: Booking = {
      ...body,
      id: `00000000-0000-4000-8000-1${String(bookings.length).padStart(11, '0')}`,
      version: 1,
      units: {},
      parameters: {},
      participants: [],
      notices: [],
      status: 'confirmed',
      owner: ME,
      bookedBy: ME,
      setupMinutes: 0,
      teardownMinutes: 0,
      actions: ['update', 'cancel'],
    };
    bookings.push(added);
    return added;
  }

  function one(method: string, path: string, body: any): Answer {
    const [, , id, action] = path.split('/');
    const index = bookings.findIndex(item => item.id === id);
    if (index < 0) {
      return { status: 404, body: { error: { name: 'NotFoundError' } } };
    }
    const current = bookings[index];
    const changes: Record<string, Partial<Booking>> = {
      cancel: { status: 'cancelled', actions: [] },
      release: { status: 'released', actions: [] },
      transfer: { owner: body?.owner, actions: [] },
    };
    if (method !== 'GET') {
      const change = action ? changes[action] : body;
      bookings[index] = { ...current, ...change, version: current.version + 1 };
    }
    return { body: bookings[index] };
  }

  const client = createReservationsClient({
    discovery: { getBaseUrl: async () => 'http://backend/api/reservations' },
    fetch: async request => {
      const url = new URL(request.url);
      const text = await request.text();
      const call: Call = {
        method: request.method,
        path: url.pathname.replace('/api/reservations', ''),
        query: url.searchParams,
        headers: request.headers,
        body: text ? JSON.parse(text) : undefined,
      };
      calls.push(call);
      const override = overrides.map(f => f(call)).find(Boolean);
      const { status = 200, body } = override ?? usual(call);
      return new Response(JSON.stringify(body), {
        status,
        headers: {
          'content-type': 'application/json',
          'x-request-id': 'req-42',
        },
      });
    },
  });

  return {
    client,
    bookings,
    sites,
    sshKeys,
    feeds,
    /** Whom the caller leads. */
    team,
    /** What is open to the caller for a time. */
    grants,
    /** What is waited for. */
    waiting,
    calls,
    answer: (override: Override) => overrides.unshift(override),
    callsOf: (method: string, path: string) =>
      calls.filter(call => call.method === method && call.path === path),
  };
}

export function freePreview(body: { start: string; end: string }) {
  return {
    verdicts: [],
    conflicts: [],
    suggestions: [],
    occurrences: [{ start: body.start, end: body.end }],
    claims: [],
    notices: [],
  };
}

export type FakeServer = ReturnType<typeof createFakeServer>;
