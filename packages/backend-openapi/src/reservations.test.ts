import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  book,
  booking,
  hostileRequests,
  ID,
  list,
  type Sent,
} from './__testUtils__/hostileRequests';
import { MOUNT, serve } from './__testUtils__/serve';
import { loadOpenApiDocument } from './document';
import { readOperations } from './operations';
import type { Handlers } from './types';

const { document } = loadOpenApiDocument(
  require.resolve('@callboard/backstage-plugin-reservations-common/openapi.yaml'),
);
const operations = readOperations(document);
interface Arrived {
  operation: string;
  query: Record<string, unknown>;
  body: unknown;
}

/*
 * The handlers only note what reached them: what is looked at here is what the
 * real document lets through and how the rest is answered.
 */
const arrived: Arrived[] = [];
const handlers = Object.fromEntries(
  operations.map(({ id }) => [
    id,
    async ({ query, body }: Omit<Arrived, 'operation'>) => {
      arrived.push({ operation: id, query, body });
      return { body: {} };
    },
  ]),
) as unknown as Handlers<ReservationsOperations>;

const logger = mockServices.logger.mock();
let server: Server;
let base: string;

beforeAll(async () => {
  const app = serve(document, handlers, { logger });
  await new Promise<void>(resolve => {
    server = app.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}${MOUNT}`;
});
afterAll(() => new Promise(resolve => server.close(resolve)));
beforeEach(() => {
  arrived.length = 0;
});

async function send({ method = 'POST', path, headers, body }: Sent) {
  const response = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, text };
}

describe('the reservations document', () => {
  it('has its routes, each reaching its own handler', async () => {
    expect(operations.length).toBeGreaterThan(20);
    const window = 'from=2027-03-16T00:00:00Z&to=2027-03-17T00:00:00Z';
    await send({ method: 'GET', path: `/calendar?${window}` });
    await send({ method: 'GET', path: `/bookings/${ID}` });
    await send({ path: `/bookings/${ID}/cancel` });
    await send({ ...book({}), path: '/bookings/preview' });
    expect(arrived.map(a => a.operation)).toEqual([
      'getCalendar',
      'getBooking',
      'cancelBooking',
      'previewBooking',
    ]);
  });

  it('lets good requests through as they are, with defaults', async () => {
    await send(book({ parameters: { image: '😀 <b>../</b>' } }));
    await send(
      list('resource=resource:default/a&resource=resource:b&status=active'),
    );
    expect(arrived).toEqual([
      {
        operation: 'createBooking',
        query: {},
        body: { ...booking, parameters: { image: '😀 <b>../</b>' } },
      },
      {
        operation: 'listBookings',
        query: {
          resource: ['resource:default/a', 'resource:b'],
          status: ['active'],
          order: 'asc',
          limit: 50,
        },
        body: undefined,
      },
    ]);
  });

  it.each(hostileRequests)(
    'answers %s with a 4xx',
    async (_, sent, status, field) => {
      const began = performance.now();
      const response = await send(sent);
      expect(performance.now() - began).toBeLessThan(2_000);
      const body = JSON.parse(response.text);
      expect(body).toMatchObject({
        error: { name: expect.any(String), message: expect.any(String) },
        request: { method: sent.method ?? 'POST' },
        response: { statusCode: status },
      });
      expect(response.status).toBe(status);
      const named = body.fields?.[0] ?? { field: '', message: '' };
      expect(named.field).toMatch(startingWith(field ?? ''));
      expect(named.message).toMatch(startingWith(field ?? ''));
      expect(body.error.message).toContain(named.message);
      expect(body.fields === undefined).toBe(field === undefined);
      expect(body.error.message.length).toBeLessThan(2_000);
      expect(response.text).not.toMatch(/\bat .*\.(ts|js):\d/);
      expect(arrived).toEqual([]);
      expect(logger.error).not.toHaveBeenCalled();
      expect(({} as { admin?: unknown }).admin).toBeUndefined();
    },
  );

  it('never answers a body with a 5xx', async () => {
    const writes = operations.filter(o => o.body);
    const shaped = fc.record(
      {
        title: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        resourceRefs: fc.oneof(
          fc.array(fc.constantFrom('resource:default/a', '', 'x')),
          fc.jsonValue(),
        ),
        start: fc.oneof(
          fc.date({ noInvalidDate: true }).map(d => d.toISOString()),
          fc.jsonValue(),
        ),
        end: fc.constant('2027-03-16T09:00:00Z'),
        capacity: fc.jsonValue(),
        parentRef: fc.jsonValue(),
        parameters: fc.jsonValue({ stringUnit: 'binary' }),
        openingHours: fc.array(
          fc.record({ day: fc.constantFrom('mon', 'x'), opens: fc.string() }),
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...writes),
        fc.oneof(
          fc.jsonValue().map(value => JSON.stringify(value)),
          fc
            .jsonValue({ maxDepth: 10, stringUnit: 'binary' })
            .map(value => JSON.stringify(value)),
          shaped.map(value => JSON.stringify(value)),
          fc.string({ unit: 'binary' }),
        ),
        async (operation, body) => {
          arrived.length = 0;
          const { status, text } = await send({
            method: operation.method.toUpperCase(),
            path: operation.path
              .replace('{id}', ID)
              .replace('{code}', 'GRANT-7')
              .replace('{ref}', encodeURIComponent('user:default/a')),
            headers: { 'if-match': '"1"' },
            body,
          });
          expect(status).toBeLessThan(500);
          expect({
            handled: arrived.length,
            named: (JSON.parse(text).fields ?? []).length > 0,
          }).toEqual(
            status < 400
              ? { handled: 1, named: false }
              : { handled: 0, named: true },
          );
        },
      ),
      { numRuns: 500 },
    );
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('never answers a query with a 5xx', async () => {
    const reads = operations.filter(
      o => o.method === 'get' && !o.path.includes('{'),
    );
    const names = fc.constantFrom(
      'limit',
      'from',
      'to',
      'status',
      'owner',
      'q',
      'archived',
      'cursor',
      'units',
      '__proto__',
    );
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const pair = fc.tuple(
      fc.oneof(names, text),
      fc.oneof(text, fc.integer().map(String)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...reads),
        fc.array(pair, { maxLength: 8 }),
        fc.boolean(),
        async ({ path }, pairs, raw) => {
          const encode = raw
            ? (s: string) => s.replace(/[^!-~]|#/g, '%')
            : encodeURIComponent;
          const query = pairs
            .map(p => p.map(s => encode(Buffer.from(s).toString())).join('='))
            .join('&');
          const { status } = await send({
            method: 'GET',
            path: `${path}?${query}`,
          });
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
    expect(logger.error).not.toHaveBeenCalled();
  });
});

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.[\]/]/g, '\\$&')}`);
}
