import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { MOUNT, serve } from './__testUtils__/serve';
import { loadOpenApiDocument } from './document';
import { readOperations } from './operations';
import type { Handlers } from './types';

const { document } = loadOpenApiDocument(
  require.resolve('@callboard/backstage-plugin-reservations-common/openapi.yaml'),
);
const operations = readOperations(document);
const ID = '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d';

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

interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

async function send({ method = 'POST', path, headers, body }: Sent) {
  const response = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, text };
}

const booking = {
  resourceRefs: ['resource:default/gpu-1'],
  start: '2027-03-16T08:00:00Z',
  end: '2027-03-16T09:00:00Z',
  title: 'Training run',
};
const book = (change: object): Sent => ({
  path: '/bookings',
  body: JSON.stringify({ ...booking, ...change }),
});
const bookText = (json: string): Sent => ({
  path: '/bookings',
  body: JSON.stringify(booking).replace('{', `{${json},`),
});
const list = (query: string): Sent => ({
  method: 'GET',
  path: `/bookings?${query}`,
});
const nested = (depth: number) =>
  `"parameters":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

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

  it.each<[string, Sent, number, string | undefined]>([
    ['a title of 1 MB', book({ title: 'x'.repeat(1_000_000) }), 400, 'title'],
    ['a title of the wrong type', book({ title: 7 }), 400, 'title'],
    ['NUL in a title', book({ title: 'a\0b' }), 400, 'title'],
    ['half a surrogate pair', book({ title: 'a\ud800' }), 400, 'title'],
    [
      'NUL in a free field',
      book({ parameters: { a: { b: '\0' } } }),
      400,
      'parameters/a/b',
    ],
    [
      'NUL in a key',
      book({ parameters: { 'a\0': 1 } }),
      400,
      'parameters/a\uFFFD',
    ],
    ['__proto__', bookText('"__proto__":{"admin":true}'), 400, '__proto__'],
    [
      '__proto__ below',
      bookText('"parameters":{"__proto__":{}}'),
      400,
      'parameters/__proto__',
    ],
    [
      'constructor',
      bookText('"constructor":{"prototype":{}}'),
      400,
      'constructor',
    ],
    [
      '10,000 entries',
      book({ resourceRefs: Array(10_000).fill('x') }),
      400,
      'resourceRefs',
    ],
    [
      '10,000 equal people',
      book({ participants: Array(10_000).fill('user:a') }),
      400,
      'participants',
    ],
    [
      '10,000 units',
      book({
        units: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, i) => [`r${i}`, 'x']),
        ),
      }),
      400,
      'units',
    ],
    [
      '10,000 unknown fields',
      book(
        Object.fromEntries(
          Array.from({ length: 10_000 }, (_, i) => [`f${i}`, 0]),
        ),
      ),
      400,
      'f0',
    ],
    ['nesting of 10,000', bookText(nested(10_000)), 400, 'parameters/a'],
    ['nesting of 100,000', bookText(nested(100_000)), 400, 'parameters/a'],
    [
      '100,000 brackets unclosed',
      { path: '/bookings', body: '['.repeat(100_000) },
      400,
      'body',
    ],
    [
      'nested objects',
      bookText(`"parameters":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
      400,
      'parameters/a',
    ],
    [
      'an unbounded number',
      bookText('"parameters":{"n":1e999}'),
      400,
      'parameters/n',
    ],
    ['a unit of 1e400', bookText('"units":{"a":1e400}'), 400, 'units/a'],
    ['an unknown field', book({ status: 'confirmed' }), 400, 'status'],
    ['a key of 1 MB', book({ ['x'.repeat(1_000_000)]: 1 }), 400, 'xxx'],
    [
      'a ref with a path',
      book({ resourceRefs: ['../../etc/passwd'] }),
      400,
      'resourceRefs/0',
    ],
    [
      'markup for a time zone',
      book({ timeZone: '<script>'.repeat(20) }),
      400,
      'timeZone',
    ],
    [
      'a day there is not',
      book({ start: '2027-02-30T08:00:00Z' }),
      400,
      'start',
    ],
    ['a leap second', book({ start: '2016-12-31T23:59:60Z' }), 400, 'start'],
    ['the year 9999', book({ end: '9999-12-31T23:59:59Z' }), 400, 'end'],
    ['a missing end', book({ end: undefined }), 400, 'end'],
    ['null', { path: '/bookings', body: 'null' }, 400, 'body'],
    ['an array', { path: '/bookings', body: '[]' }, 400, 'body'],
    ['a text', { path: '/bookings', body: '"x"' }, 400, 'body'],
    ['no body', { path: '/bookings' }, 400, 'body'],
    ['an empty body', { path: '/bookings', body: '' }, 400, 'body'],
    ['bad JSON', { path: '/bookings', body: '{"title":' }, 400, 'body'],
    [
      'not UTF-8',
      { path: '/bookings', body: new Uint8Array([0x22, 0xff, 0x22]) },
      400,
      'body',
    ],
    [
      'a body said to be compressed',
      { ...book({}), headers: { 'content-encoding': 'gzip' } },
      400,
      'body',
    ],
    [
      'an unknown compression',
      { ...book({}), headers: { 'content-encoding': 'zstd' } },
      415,
      undefined,
    ],
    [
      'another content type',
      { ...book({}), headers: { 'content-type': 'text/plain' } },
      415,
      undefined,
    ],
    [
      'another charset',
      {
        ...book({}),
        headers: { 'content-type': 'application/json; charset=utf-16' },
      },
      415,
      undefined,
    ],
    [
      'a form',
      {
        path: '/bookings',
        body: 'title=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      415,
      undefined,
    ],
    [
      'a body of 3 MB',
      book({ purpose: 'x'.repeat(3_000_000) }),
      413,
      undefined,
    ],
    [
      'an empty key',
      { ...book({}), headers: { 'idempotency-key': '' } },
      400,
      'header.Idempotency-Key',
    ],
    [
      'a long key',
      { ...book({}), headers: { 'idempotency-key': 'x'.repeat(201) } },
      400,
      'header.Idempotency-Key',
    ],
    [
      'no version',
      { method: 'PATCH', path: `/bookings/${ID}`, body: '{"title":"x"}' },
      428,
      undefined,
    ],
    [
      'an odd version',
      {
        method: 'PATCH',
        path: `/bookings/${ID}`,
        body: '{"title":"x"}',
        headers: { 'if-match': '"a"' },
      },
      400,
      'header.If-Match',
    ],
    [
      'an empty change',
      {
        method: 'PATCH',
        path: `/bookings/${ID}`,
        body: '{}',
        headers: { 'if-match': '1' },
      },
      400,
      'body',
    ],
    ['a limit of 0', list('limit=0'), 400, 'query.limit'],
    ['two limits', list('limit=1&limit=2'), 400, 'query.limit'],
    ['a limit in words', list('limit=ten'), 400, 'query.limit'],
    ['an unknown parameter', list('offset=1'), 400, 'query.offset'],
    [
      'a parameter with brackets',
      list('resource[0]=a'),
      400,
      'query.resource[0]',
    ],
    ['NUL in the query', list('owner=%00'), 400, 'query.owner'],
    ['bytes in the query', list('owner=%ff'), 400, 'query.owner'],
    ['a half pair in the query', list('owner=%ed%a0%80'), 400, 'query.owner'],
    ['a long cursor', list(`cursor=${'x'.repeat(2000)}`), 400, 'query.cursor'],
    [
      '1,000 statuses',
      list(Array(1000).fill('status=active').join('&')),
      400,
      'query.status',
    ],
    ['a status there is not', list('status=odd'), 400, 'query.status/0'],
    ['no window', { method: 'GET', path: '/calendar' }, 400, 'query.from'],
    [
      'NUL in the path',
      { method: 'GET', path: '/bookings/%00' },
      400,
      'path.id',
    ],
    [
      'bytes in the path',
      { method: 'GET', path: '/bookings/%ff' },
      400,
      'path',
    ],
    [
      'a half escape in the path',
      { method: 'GET', path: '/bookings/%' },
      400,
      'path',
    ],
    [
      'climbing in the path',
      { method: 'GET', path: '/bookings/..%2f..%2fetc' },
      404,
      undefined,
    ],
    [
      'an id that is none',
      { method: 'GET', path: '/bookings/17' },
      404,
      undefined,
    ],
    [
      'a very long path',
      { method: 'GET', path: `/bookings/${'x'.repeat(10_000)}` },
      404,
      undefined,
    ],
    [
      'a path of many parts',
      { method: 'GET', path: '/a'.repeat(4_000) },
      404,
      undefined,
    ],
    [
      'another method',
      { method: 'PUT', path: '/bookings', body: '{}' },
      405,
      undefined,
    ],
  ])('answers %s with a 4xx', async (_, sent, status, field) => {
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
  });

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
            path: operation.path.replace('{id}', ID),
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
