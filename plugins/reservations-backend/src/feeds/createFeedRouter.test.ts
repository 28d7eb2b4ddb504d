import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';
import request from 'supertest';
import { createFeedRouter, hideFeedTokens } from './createFeedRouter';
import { TooManyFetchesError } from './FetchLimit';
import { makeToken } from './token';

const token = makeToken();
const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR';

/** The plugin's router behind the logging that Backstage has in front of all. */
function serve(
  read: (given: string) => Promise<string | undefined>,
  ...inFront: RequestHandler[]
) {
  const rootLogger = mockServices.logger.mock();
  const logger = mockServices.logger.mock();
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: rootLogger,
  });
  const plugin = express.Router();
  plugin.use(createFeedRouter({ feeds: { read }, logger }));
  plugin.use((_req, res) => {
    res.status(418).json({});
  });
  const app = express();
  app.use(...inFront, middleware.logging());
  app.use('/api/reservations', plugin);
  return {
    app,
    logged: () =>
      JSON.stringify([
        rootLogger.info.mock.calls,
        ...['debug', 'info', 'warn', 'error'].map(
          level => logger[level as 'info'].mock.calls,
        ),
      ]),
  };
}

const known = async (given: string) => (given === token ? calendar : undefined);
const path = (name: string) => `/api/reservations/feeds/${name}`;

it('serves a calendar, and nothing where it has not changed', async () => {
  const { app } = serve(known);
  const first = await request(app).get(path(`${token}.ics`));
  expect(first.status).toBe(200);
  expect(first.text).toBe(calendar);
  expect(first.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="callboard.ics"',
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
  });
  const { etag } = first.headers;
  const again = await request(app)
    .get(path(`${token}.ics`))
    .set('If-None-Match', etag);
  expect([again.status, again.text]).toEqual([304, '']);
  const other = await request(app)
    .get(path(`${token}.ics`))
    .set('If-None-Match', '"other"');
  expect(other.status).toBe(200);
});

it('answers HEAD like GET, without the calendar', async () => {
  const { app } = serve(known);
  const head = await request(app).head(path(`${token}.ics`));
  const get = await request(app).get(path(`${token}.ics`));
  expect(head.status).toBe(200);
  expect(head.text ?? '').toBe('');
  for (const name of ['etag', 'content-type', 'content-length']) {
    expect(head.headers[name]).toBe(get.headers[name]);
  }
});

it.each([
  ['another token', `${makeToken()}.ics`],
  ['no ending', token],
  ['another ending', `${token}.ical`],
  ['a path', `..%2f..%2fsites%2f${token}.ics`],
  ['a folder', `x/${token}.ics`],
  ['a line break', `${token}%0d%0aSet-Cookie:a=1.ics`],
  ['a NUL', `${token}%00.ics`],
  ['half a percent sign', `%zz${token}.ics`],
  ['a half', `${token.slice(1)}.ics`],
  ['nothing', ''],
  ['only the ending', '.ics'],
  ['an object’s property', 'constructor.ics'],
  ['very much', `${'a'.repeat(4000)}.ics`],
])('gives one answer to whatever is no feed: %s', async (_, name) => {
  const { app, logged } = serve(known);
  const expected = await request(app).get(path('unknown.ics'));
  expect(expected.status).toBe(404);
  const answer = await request(app).get(path(name));
  expect([answer.status, answer.body]).toEqual([404, expected.body]);
  expect(answer.text).not.toContain(token.slice(5));
  expect(logged()).not.toContain(token.slice(5));
  expect(answer.headers['set-cookie']).toBeUndefined();
});

it.each(['post', 'put', 'patch', 'delete', 'options'] as const)(
  'is read only, not for %s',
  async method => {
    const { app, logged } = serve(known);
    const answer = await request(app)[method](path(`${token}.ics`));
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(logged()).not.toContain(token);
  },
);

it.each([
  ['it answers', known, 200],
  ['there is none', async () => undefined, 404],
  [
    'it is read too often',
    async () => {
      throw new TooManyFetchesError(7);
    },
    429,
  ],
  [
    'the catalog is out',
    async () => {
      throw new ServiceUnavailableError(`No answer about ${'somebody'}`);
    },
    503,
  ],
  [
    'it fails',
    async () => {
      throw new Error('select * from feed_token');
    },
    500,
  ],
])('keeps its token out of the log when %s', async (_, read, status) => {
  const { app, logged } = serve(read);
  for (const address of [
    path(`${token}.ics`),
    path(`${token}.ics?x=${token}`),
    `/api/reservations/FEEDS/${token}.ics`,
  ]) {
    const answer = await request(app).get(address);
    expect([address, answer.status]).toEqual([address, status]);
    expect(answer.text).not.toContain(token);
    expect(answer.text).not.toContain('select');
    const wait = Number(answer.headers['retry-after'] ?? 0) > 0;
    expect(wait).toBe(status === 429 || status === 503);
  }
  expect(logged()).toContain(`"status":${status}`);
  expect(logged()).toContain('/feeds/(hidden)');
  expect(logged()).not.toContain(token);
});

it('keeps it out of the log also where the plugin is not reached', async () => {
  const turnAway: RequestHandler = (req, res, next) => {
    if (req.path.includes('/feeds/')) {
      res.status(429).end();
    } else {
      next();
    }
  };
  const unprotected = serve(known);
  const seen: string[] = [];
  const app = express().use(hideFeedTokens(), (req, res, next) => {
    res.on('finish', () => seen.push(req.originalUrl));
    turnAway(req, res, next);
  });
  app.use(unprotected.app);
  await request(app).get(path(`${token}.ics?a=${token}`));
  await request(app).get('/api/reservations/sites?q=feeds');
  expect(seen).toEqual([
    '/api/reservations/feeds/(hidden)',
    '/api/reservations/sites?q=feeds',
  ]);
});
