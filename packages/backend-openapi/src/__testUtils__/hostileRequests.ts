/* Requests as no client should send them. */

export const ID = '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d';

export interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

export const booking = {
  resourceRefs: ['resource:default/gpu-1'],
  start: '2027-03-16T08:00:00Z',
  end: '2027-03-16T09:00:00Z',
  title: 'Training run',
};
export const book = (change: object): Sent => ({
  path: '/bookings',
  body: JSON.stringify({ ...booking, ...change }),
});
const bookText = (json: string): Sent => ({
  path: '/bookings',
  body: JSON.stringify(booking).replace('{', `{${json},`),
});
export const list = (query: string): Sent => ({
  method: 'GET',
  path: `/bookings?${query}`,
});
const nested = (depth: number) =>
  `"parameters":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

/** What it is, the request, the status it gets and the field that is named. */
export const hostileRequests: [string, Sent, number, string | undefined][] = [
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
  ['a day there is not', book({ start: '2027-02-30T08:00:00Z' }), 400, 'start'],
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
  ['a body of 3 MB', book({ purpose: 'x'.repeat(3_000_000) }), 413, undefined],
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
  ['NUL in the path', { method: 'GET', path: '/bookings/%00' }, 400, 'path.id'],
  ['bytes in the path', { method: 'GET', path: '/bookings/%ff' }, 400, 'path'],
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
];
