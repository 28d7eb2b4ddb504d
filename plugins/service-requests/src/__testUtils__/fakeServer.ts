import {
  createServiceRequestsClient,
  type Offering,
  type Options,
  type Preview,
  type Request as ServiceRequest,
  type SecretReference,
  type Service,
  type Summary,
} from '@callboard/backstage-plugin-service-requests-common';
import {
  anOffering,
  aPreview,
  NOTHING_WAITS,
  REDIS,
  someOptions,
} from './examples';
import { requestCall } from './fakeRequests';
import { serviceCall } from './fakeServices';

export type Call = {
  method: string;
  path: string;
  /** `/requests/1/diff` → `['requests', '1', 'diff']` */
  parts: string[];
  query: URLSearchParams;
  headers: Headers;
  body: any;
};
export type Answer = { status?: number; body?: unknown };
type Override = (call: Call) => Answer | undefined;

export interface Things {
  options: Options;
  summary: Summary;
  offerings: Offering[];
  requests: ServiceRequest[];
  preview: Preview;
  services: Service[];
  secrets: SecretReference[];
}

export const NOT_FOUND: Answer = {
  status: 404,
  body: { error: { name: 'NotFoundError', message: 'Not found' } },
};

/**
 * Answers like the service requests backend, from memory, for tests of what a
 * person sees. `answer` puts an answer of its own before the usual one.
 */
export function createFakeServer(given: Partial<Things> = {}) {
  const things: Things = {
    options: someOptions(),
    summary: NOTHING_WAITS,
    offerings: [anOffering(), REDIS],
    requests: [],
    preview: aPreview(),
    services: [],
    secrets: [],
    ...given,
  };
  const calls: Call[] = [];
  const overrides: Override[] = [];

  function offeringCall({ parts }: Call): Answer {
    const [, name] = parts;
    if (!name) {
      return { body: { items: things.offerings } };
    }
    const offering = things.offerings.find(o => o.name === name);
    return offering ? { body: offering } : NOT_FOUND;
  }

  function usual(call: Call): Answer {
    switch (call.parts[0]) {
      case 'options':
        return { body: things.options };
      case 'summary':
        return { body: things.summary };
      case 'offerings':
        return offeringCall(call);
      case 'requests':
        return requestCall(things, call);
      default:
        return serviceCall(things, call);
    }
  }

  const client = createServiceRequestsClient({
    discovery: { getBaseUrl: async plugin => `http://backend/api/${plugin}` },
    fetch: async request => {
      const url = new URL(request.url);
      const text = await request.text();
      const path = url.pathname.replace(/^\/api\/[\w-]+/, '');
      const call: Call = {
        method: request.method,
        path,
        parts: path.split('/').slice(1).map(decodeURIComponent),
        query: url.searchParams,
        headers: request.headers,
        body: text ? JSON.parse(text) : undefined,
      };
      calls.push(call);
      const { status = 200, body } =
        overrides.map(override => override(call)).find(Boolean) ?? usual(call);
      return new Response(body === undefined ? null : JSON.stringify(body), {
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
    things,
    answer: (override: Override) => overrides.unshift(override),
    callsOf: (method: string, path: string) =>
      calls.filter(call => call.method === method && call.path === path),
  };
}

export type FakeServer = ReturnType<typeof createFakeServer>;
