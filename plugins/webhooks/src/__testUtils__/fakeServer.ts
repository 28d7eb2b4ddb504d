import { createReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import type {
  Attempt,
  Dashboard,
  Delivery,
  Endpoint,
  EventType,
} from '@callboard/backstage-plugin-webhooks-common';
import { createWebhooksClient } from '@callboard/backstage-plugin-webhooks-common';
import {
  aDelivery,
  anAttempt,
  CAMPUS,
  EVENT_TYPES,
  GPU,
  uuid,
} from './examples';

export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: any;
};
export type Answer = { status?: number; body?: unknown };
type Override = (call: Call) => Answer | undefined;

export const SECRET = 'whsec_dGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHM=';

/** The inventory, as far as the forms ask for it. */
const INVENTORY: Record<string, unknown[]> = {
  '/sites': [
    {
      entityRef: CAMPUS,
      name: 'campus',
      title: 'Campus',
      timeZone: 'Europe/Rome',
    },
  ],
  '/resource-types': [{ name: 'gpu-cluster', title: 'GPU cluster' }],
  '/resources': [{ entityRef: GPU, title: 'GPU cluster 2', siteRef: CAMPUS }],
};

export interface Things {
  endpoints?: Endpoint[];
  deliveries?: Delivery[];
  attempts?: Record<string, Attempt[]>;
  eventTypes?: EventType[];
  createIn?: Dashboard['createIn'];
}

/**
 * Answers like the webhooks backend, from memory, for tests of what a person
 * sees. `answer` puts an answer of its own before the usual one.
 */
export function createFakeServer(things: Things = {}) {
  const { endpoints = [], deliveries = [], attempts = {} } = things;
  const { eventTypes = EVENT_TYPES } = things;
  const { createIn = { everywhere: true, siteRefs: [] } } = things;
  const calls: Call[] = [];
  const overrides: Override[] = [];

  function dashboard(): Dashboard {
    const failing = endpoints.filter(
      e => e.status === 'disabled' || e.failingSince,
    );
    const count = (status: string) =>
      endpoints.filter(e => e.status === status).length;
    const since = failing.map(e => e.failingSince).sort()[0];
    return {
      healthy: failing.length === 0,
      ...(since && { since }),
      endpoints: {
        active: count('active'),
        failing: failing.filter(e => e.status !== 'disabled').length,
        paused: count('paused'),
        disabled: count('disabled'),
      },
      failing: failing.map(e => ({
        endpointId: e.id,
        title: e.title,
        status: e.status,
        since: e.failingSince,
        lastError: e.health?.lastError,
      })),
      deliveries24h: {
        delivered: 1234,
        failed: 5,
        pending: deliveries.filter(d => d.status === 'pending').length,
        dead: deliveries.filter(d => d.status === 'dead').length,
      },
      createIn,
    };
  }

  function listed(query: URLSearchParams): Delivery[] {
    const status = query.getAll('status');
    const type = query.getAll('type');
    return deliveries.filter(
      d =>
        (status.length === 0 || status.includes(d.status)) &&
        (type.length === 0 || type.includes(d.eventType)) &&
        (!query.has('endpoint') || d.endpointId === query.get('endpoint')) &&
        (!query.has('entity') || d.resourceRefs.includes(query.get('entity')!)),
    );
  }

  function resend(ids: string[]): Answer {
    ids.forEach(id => {
      const index = deliveries.findIndex(d => d.id === id);
      deliveries[index] = {
        ...deliveries[index],
        status: 'pending',
        actions: [],
      };
    });
    return { status: 202, body: { queued: ids.length } };
  }

  function endpointCall(call: Call): Answer {
    const [, , id, action] = call.path.split('/');
    const index = endpoints.findIndex(e => e.id === id);
    const current = endpoints[index];
    if (!current) {
      return { status: 404, body: { error: { name: 'NotFoundError' } } };
    }
    const put = (change: Partial<Endpoint>): Answer => {
      endpoints[index] = {
        ...current,
        ...change,
        version: current.version + 1,
      };
      return { body: endpoints[index] };
    };
    switch (`${call.method} ${action ?? ''}`.trim()) {
      case 'GET':
        return { body: current };
      case 'PATCH':
        return put(call.body);
      case 'DELETE':
        endpoints.splice(index, 1);
        return { status: 204 };
      case 'POST pause':
        return put({ status: 'paused', actions: ['resume'] });
      case 'POST resume':
        return put({ status: 'active', actions: ['pause'] });
      case 'POST test': {
        const delivery = aDelivery({
          id: uuid(190),
          test: true,
          endpointId: id,
          eventType: call.body.eventType,
        });
        deliveries.unshift(delivery);
        attempts[delivery.id] = [anAttempt({ trigger: 'test' })];
        return { status: 202, body: { deliveryId: delivery.id } };
      }
      case 'POST rotate-secret':
        return {
          body: {
            secret: SECRET,
            oldSecretExpiresAt: '2027-03-17T08:00:00.000Z',
          },
        };
      default:
        return { status: 202, body: { queued: 7 } };
    }
  }

  function usual(call: Call): Answer {
    const { method, path, query, body } = call;
    const [, , id, part] = path.split('/');
    switch (`${method} ${path}`) {
      case 'GET /dashboard':
        return { body: dashboard() };
      case 'GET /endpoints':
        return { body: { items: endpoints } };
      case 'POST /endpoints': {
        const { legacySecret, ...rest } = body;
        const created: Endpoint = {
          id: uuid(50 + endpoints.length),
          version: 1,
          createdAt: '2027-03-16T08:00:00.000Z',
          updatedAt: '2027-03-16T08:00:00.000Z',
          title: new URL(body.url).host,
          owner: 'user:default/site-admin-campus',
          createdBy: 'user:default/site-admin-campus',
          status: 'active',
          queue: { pending: 0, dead: 0 },
          actions: ['update'],
          ...rest,
        };
        endpoints.push(created);
        return {
          status: 201,
          body: { ...created, ...(!legacySecret && { secret: SECRET }) },
        };
      }
      case 'GET /event-types':
        return { body: { items: eventTypes } };
      case 'GET /deliveries':
        return { body: { items: listed(query) } };
      case 'POST /deliveries/redeliver':
        return resend(body.deliveryIds);
      default:
    }
    if (path.startsWith('/endpoints/')) {
      return endpointCall(call);
    }
    if (part === 'attempts') {
      return {
        body: { items: [...(attempts[id] ?? [anAttempt()])].reverse() },
      };
    }
    const delivery = deliveries.find(d => d.id === id);
    return delivery
      ? { body: { ...delivery, about: delivery.resourceRefs } }
      : { status: 404, body: { error: { name: 'NotFoundError' } } };
  }

  async function serve(
    request: Request,
    answerTo: (call: Call) => Answer,
  ): Promise<Response> {
    const url = new URL(request.url);
    const text = await request.text();
    const call: Call = {
      method: request.method,
      path: url.pathname.replace(/^\/api\/\w+/, ''),
      query: url.searchParams,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    const { status = 200, body } = answerTo(call);
    return new Response(body === undefined ? null : JSON.stringify(body), {
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
    client: createWebhooksClient({
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
        serve(request, ({ path }) => ({
          body: { items: INVENTORY[path] ?? [] },
        })),
    }),
    endpoints,
    deliveries,
    answer: (override: Override) => overrides.unshift(override),
    callsOf: (method: string, path: string) =>
      calls.filter(call => call.method === method && call.path === path),
  };
}

export type FakeServer = ReturnType<typeof createFakeServer>;
