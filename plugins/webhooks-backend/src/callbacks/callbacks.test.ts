import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  type Database,
  ManualClock,
  readNow,
} from '@callboard/backend-database';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import { openDatabase } from '../database/openDatabase';
import { createSecret } from '../secrets';
import {
  CallbacksService,
  type CallbackStore,
  type CallbackTargets,
  createCallbackRouter,
  type DeliveryTarget,
  KnexCallbackStore,
  ReservationsReporter,
} from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NOW = '2027-03-16T08:00:00.000Z';
const MINUTE = 60_000;
const BOOKING = '5d2c0d4e-6b0f-4f56-9b57-3e1c6c4c0001';
const OTHER_BOOKING = '5d2c0d4e-6b0f-4f56-9b57-3e1c6c4c0002';
const LEGACY_SECRET = 'correct horse battery staple';

/** A real HTTP server in the place of the reservations API. */
async function startReservations() {
  const reports: { path: string; token?: string; body: any }[] = [];
  let answer = (): number => 200;
  const server = http.createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', chunk => chunks.push(chunk));
    req.on('end', () => {
      reports.push({
        path: req.url!.replace('/api/reservations', ''),
        token: req.headers.authorization,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      const status = answer();
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(status === 200 ? '{}' : '{"error":{"name":"E","message":"no"}}');
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/reservations`,
    reports,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
    stop: () => new Promise(done => server.close(done)),
  };
}

describe.each(databases.eachSupportedId())('callbacks on %p', id => {
  let database: Database;
  let reservations: Awaited<ReturnType<typeof startReservations>>;
  const clock = new ManualClock(NOW);

  beforeAll(async () => {
    database = await openDatabase({ knex: await databases.init(id), clock });
  });
  beforeEach(async () => {
    clock.now = Date.parse(NOW);
    reservations = await startReservations();
  });
  afterEach(() => reservations.stop());

  async function setUp(
    more: {
      target?: Partial<DeliveryTarget>;
      store?: (store: CallbackStore) => CallbackStore;
    } = {},
  ) {
    const secret = createSecret();
    const target: DeliveryTarget = {
      deliveryId: randomUUID(),
      endpointId: randomUUID(),
      endpointTitle: 'Bare metal',
      secrets: [secret, createSecret()],
      bookingId: BOOKING,
      resourceRef: 'resource:default/node-1',
      ...more.target,
    };
    const other = {
      ...target,
      deliveryId: randomUUID(),
      bookingId: OTHER_BOOKING,
    };
    const all = [target, other];
    const targets: CallbackTargets = {
      find: async deliveryId => all.find(one => one.deliveryId === deliveryId),
      findEndpoint: async alias => (alias === 17 ? target : undefined),
      findBooking: async ({ endpointId, bookingAlias, resourceAlias }) =>
        endpointId === target.endpointId && bookingAlias === 4
          ? {
              bookingId: BOOKING,
              resourceRef:
                resourceAlias === undefined
                  ? undefined
                  : `resource:default/${resourceAlias}`,
            }
          : undefined,
    };
    const logger = mockServices.logger.mock();
    const store = KnexCallbackStore.create({ database });
    const callbacks = CallbacksService.create({
      targets,
      store: more.store ? more.store(store) : store,
      reservations: ReservationsReporter.create({
        auth: mockServices.auth({ pluginId: 'webhooks' }),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => reservations.url,
        }),
        logger,
      }),
      now: () => database.read(readNow),
    });
    const app = express().use(createCallbackRouter({ callbacks, logger }));

    const send = (
      body: string,
      options: {
        to?: string;
        secret?: string;
        id?: string;
        at?: number;
        headers?: Record<string, string>;
      } = {},
    ) => {
      const at = new Date(options.at ?? clock.now);
      const messageId = options.id ?? `msg_${randomUUID()}`;
      const webhook = new Webhook(options.secret ?? secret);
      return request(app)
        .post(`/callbacks/${options.to ?? target.deliveryId}`)
        .set({
          'content-type': 'application/json',
          'webhook-id': messageId,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': webhook.sign(messageId, at, body),
          ...options.headers,
        })
        .send(body);
    };
    return { app, logger, other, secret, send, target };
  }

  const ready = JSON.stringify({ status: 'ready' });

  it('hands a signed report on to its booking', async () => {
    const { send, target } = await setUp();
    const body = JSON.stringify({
      status: 'ready',
      message: 'Up — è pronto',
      access: { host: 'node-1', port: 22 },
    });
    const answer = await send(body);
    expect([answer.status, answer.body]).toEqual([202, { accepted: true }]);
    expect(reservations.reports).toEqual([
      {
        path: `/bookings/${BOOKING}/provisioning`,
        token: expect.stringContaining('webhooks'),
        body: {
          reportId: expect.any(String),
          deliveryId: target.deliveryId,
          endpointId: target.endpointId,
          endpointTitle: 'Bare metal',
          resourceRef: 'resource:default/node-1',
          status: 'ready',
          message: 'Up — è pronto',
          access: { host: 'node-1', port: '22' },
          at: NOW,
        },
      },
    ]);
  });

  it('takes an older secret during a rotation, and access as a text', async () => {
    const { send, target } = await setUp();
    const body = JSON.stringify({ status: 'ready', access: 'ssh me@node-1' });
    expect((await send(body, { secret: target.secrets[1] })).status).toBe(202);
    expect(reservations.reports[0].body.access).toEqual({
      details: 'ssh me@node-1',
    });
  });

  it('refuses what was said before, and not what is said anew', async () => {
    const { send } = await setUp();
    const same = { id: 'msg_1', at: Date.parse(NOW) };
    expect((await send(ready, same)).status).toBe(202);
    expect((await send(ready, same)).status).toBe(409);
    expect((await send(ready, { ...same, id: 'msg_2' })).status).toBe(202);
    expect(reservations.reports).toHaveLength(2);
  });

  it('counts one of equal reports that come at once', async () => {
    const { send } = await setUp();
    const same = { id: 'msg_1', at: Date.parse(NOW) };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => send(ready, same)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      202, 409, 409, 409,
    ]);
    const ids = reservations.reports.map(({ body }) => body.reportId);
    expect(new Set(ids).size).toBe(1);
  });

  it('takes for one delivery nothing that was said for another', async () => {
    const { send, other, target } = await setUp();
    const same = { id: 'msg_1', at: Date.parse(NOW) };
    await send(ready, same);
    const answer = await send(ready, { ...same, to: other.deliveryId });
    expect(answer.status).toBe(409);
    const paths = reservations.reports.map(({ path }) => path);
    expect(paths).toEqual([`/bookings/${target.bookingId}/provisioning`]);
  });

  it('says the same to who has no secret, whatever is wrong', async () => {
    const { app, send, secret } = await setUp();
    const late = Date.parse(NOW) - 5 * MINUTE - 1000;
    const early = Date.parse(NOW) + 5 * MINUTE + 1000;
    const answers = [
      await send(ready, { to: randomUUID() }),
      await send(ready, { to: 'no-delivery' }),
      await send(ready, { secret: createSecret() }),
      await send(ready, { at: late }),
      await send(ready, { at: early }),
      await send(ready, { headers: { 'webhook-signature': 'v1,AAAA' } }),
      await send(ready, { headers: { 'webhook-signature': '' } }),
      await send(ready, { headers: { 'webhook-timestamp': 'today' } }),
      await send('{"status":"nonsense"}', { secret: createSecret() }),
      await request(app).post(`/callbacks/${randomUUID()}`).send(ready),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body.error).toEqual({
        name: 'AuthenticationError',
        message: 'The signature is not right',
      });
    }
    expect(reservations.reports).toEqual([]);
    expect(JSON.stringify(answers)).not.toContain(secret);
  });

  it('takes what is signed within five minutes either way', async () => {
    const { send } = await setUp();
    for (const at of [-5 * MINUTE, 5 * MINUTE]) {
      expect((await send(ready, { at: Date.parse(NOW) + at })).status).toBe(
        202,
      );
    }
    expect(reservations.reports.map(({ body }) => body.at)).toEqual([
      '2027-03-16T07:55:00.000Z',
      NOW,
    ]);
  });

  it('verifies the bytes that came, not what they mean', async () => {
    const { app, send, secret, target } = await setUp();
    const spaced = '{ "status" :  "ready",\n "message": "\\u00e8" }';
    expect((await send(spaced)).status).toBe(202);
    const at = new Date(NOW);
    const answer = await request(app)
      .post(`/callbacks/${target.deliveryId}`)
      .set({
        'content-type': 'text/plain',
        'webhook-id': 'msg_9',
        'webhook-timestamp': String(at.getTime() / 1000),
        'webhook-signature': new Webhook(secret).sign('msg_9', at, spaced),
      })
      .send(JSON.stringify(JSON.parse(spaced)));
    expect(answer.status).toBe(401);
  });

  it.each([
    ['{"status":"finished"}', 'status'],
    ['{}', 'status'],
    ['{"status":"ready","message":7}', 'message'],
    [`{"status":"ready","message":"${'x'.repeat(2001)}"}`, 'message'],
    ['{"status":"ready","access":[]}', 'access'],
    ['{"status":"ready","access":{"a":{"b":1}}}', 'access'],
    [
      JSON.stringify({
        status: 'ready',
        access: Object.fromEntries(Array.from(Array(21).keys(), n => [n, 'x'])),
      }),
      'access',
    ],
    ['{"status":"ready","message":"\\u0000"}', 'message'],
    ['{"status":"ready","__proto__":{"a":1}}', '__proto__'],
    ['[]', 'body'],
    ['nonsense', 'body'],
  ])('says what is wrong with %.60s', async (body, field) => {
    const { send } = await setUp();
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.fields[0].field).toBe(field);
    expect(reservations.reports).toEqual([]);
  });

  it('reads no more than 64 KiB, and nothing compressed', async () => {
    const { send } = await setUp();
    const big = JSON.stringify({ status: 'ready', x: 'x'.repeat(70_000) });
    expect((await send(big)).status).toBe(413);
    const packed = await send(ready, {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(packed.status).toBe(415);
  });

  it('takes nothing about what is no booking', async () => {
    const { send } = await setUp({ target: { bookingId: undefined } });
    expect((await send(ready)).status).toBe(400);
  });

  it.each([500, 503, 403])(
    'lets a report be sent again after bookings answered %p',
    async status => {
      const { send } = await setUp();
      const same = { id: 'msg_1', at: Date.parse(NOW) };
      reservations.answerWith(() => status);
      const failed = await send(ready, same);
      expect(failed.status).toBe(503);
      expect(failed.headers['retry-after']).toBe('10');
      reservations.answerWith(() => 200);
      clock.advance(MINUTE);
      expect((await send(ready, same)).status).toBe(202);
      expect((await send(ready, same)).status).toBe(409);
      const [first, second] = reservations.reports;
      expect(second.body).toEqual(first.body);
    },
  );

  it('says that a booking is gone', async () => {
    const { send } = await setUp();
    reservations.answerWith(() => 404);
    expect((await send(ready)).status).toBe(404);
  });

  it('loses nothing when it stops between handing on and writing so', async () => {
    let crashes = 1;
    const { send } = await setUp({
      store: store => ({
        begin: store.begin.bind(store),
        markHandedOn: async key => {
          crashes -= 1;
          if (crashes >= 0) {
            throw new Error('The power went');
          }
          return store.markHandedOn(key);
        },
      }),
    });
    const same = { id: 'msg_1', at: Date.parse(NOW) };
    expect((await send(ready, same)).status).toBe(500);
    expect((await send(ready, same)).status).toBe(202);
    expect((await send(ready, same)).status).toBe(409);
    const ids = reservations.reports.map(({ body }) => body.reportId);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it('holds up who guesses, and nobody else', async () => {
    const { send, other } = await setUp();
    const guess = (to?: string) => send(ready, { to, secret: createSecret() });
    for (let n = 0; n < 20; n++) {
      expect((await guess()).status).toBe(401);
    }
    const held = await guess();
    expect(held.status).toBe(429);
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(ready, { to: other.deliveryId })).status).toBe(202);
  });

  describe('of older receivers', () => {
    async function setUpLegacy() {
      const { app, target } = await setUp({
        target: { secrets: [LEGACY_SECRET], resourceRef: undefined },
      });
      const post = (path: string, body: unknown, secret = LEGACY_SECRET) => {
        const raw = typeof body === 'string' ? body : JSON.stringify(body);
        return request(app)
          .post(path)
          .set({
            'content-type': 'application/json',
            'x-webhook-signature': createHmac(
              'sha256',
              Buffer.from(secret, 'utf8'),
            )
              .update(raw)
              .digest('base64'),
          })
          .send(raw);
      };
      return { app, target, post };
    }
    const NOTIFICATION = '/notifications/webhook';
    const LOG = '/webhooks/log';

    it.each([
      [{ type: 'INFO', message: 'Installing' }, undefined],
      [{ severity: 'ERROR', message: 'No disk' }, 'failed'],
      [{ type: 'SUCCESS', message: 'Up' }, 'ready'],
    ])(
      'a notification %j makes the step %p and is told',
      async (more, status) => {
        const { post, target } = await setUpLegacy();
        const answer = await post(NOTIFICATION, {
          webhookId: 17,
          eventId: '4',
          resourceId: 9,
          userId: 'someone',
          ...more,
        });
        expect(answer.status).toBe(200);
        expect(reservations.reports).toMatchObject([
          {
            path: `/bookings/${BOOKING}/provisioning`,
            body: {
              endpointId: target.endpointId,
              resourceRef: 'resource:default/9',
              message: more.message,
              notify: true,
              at: NOW,
            },
          },
        ]);
        expect(reservations.reports[0].body.status).toBe(status);
      },
    );

    it.each([
      [{ statusCode: 200, response: { done: true } }, 'ready', '{"done":true}'],
      [{ statusCode: 500, message: 'No' }, 'failed', 'No'],
      [{ success: false, error: 'x'.repeat(3000) }, 'failed', 'x'.repeat(2000)],
      [{ success: true, statusCode: null }, 'ready', undefined],
    ])('a log %.40j makes the step %s', async (more, status, message) => {
      const { post } = await setUpLegacy();
      const body = { webhookId: '17', eventId: 4, ...more };
      expect((await post(LOG, body)).status).toBe(200);
      expect(reservations.reports[0].body).toMatchObject({ status });
      expect(reservations.reports[0].body.message).toBe(message);
    });

    it('a log about no booking is taken', async () => {
      const { post } = await setUpLegacy();
      const answer = await post(LOG, { webhookId: 17, statusCode: 204 });
      expect(answer.status).toBe(200);
      expect(reservations.reports).toEqual([]);
    });

    it('the same is refused for a day', async () => {
      const { post } = await setUpLegacy();
      const body = { webhookId: 17, eventId: 4, success: true };
      expect((await post(LOG, body)).status).toBe(200);
      clock.advance(24 * 60 * MINUTE - 1);
      expect((await post(LOG, body)).status).toBe(409);
      clock.advance(1);
      expect((await post(LOG, body)).status).toBe(200);
      const ids = reservations.reports.map(({ body: sent }) => sent.reportId);
      expect(new Set(ids).size).toBe(2);
    });

    it('who has no secret hears the same, whatever is wrong', async () => {
      const { app, post } = await setUpLegacy();
      const good = { webhookId: 17, eventId: 4, message: 'Hello' };
      const answers = [
        await post(NOTIFICATION, good, 'another secret'),
        await post(NOTIFICATION, { ...good, webhookId: 18 }),
        await post(NOTIFICATION, { ...good, webhookId: 'x' }),
        await post(NOTIFICATION, { ...good, webhookId: undefined }),
        await post(NOTIFICATION, 'nonsense'),
        await post(NOTIFICATION, 'null'),
        await request(app).post(NOTIFICATION).send(good),
        await post(LOG, good, 'another secret'),
      ];
      for (const { status, body } of answers) {
        expect([status, body.error.message]).toEqual([
          401,
          'The signature is not right',
        ]);
      }
      expect(reservations.reports).toEqual([]);
    });

    it.each([
      [NOTIFICATION, { eventId: 4 }, 400],
      [NOTIFICATION, { message: 'Hello' }, 400],
      [NOTIFICATION, { eventId: 5, message: 'Hello' }, 404],
      [LOG, { eventId: 4 }, 400],
    ])('%s refuses %j', async (path, body, status) => {
      const { post } = await setUpLegacy();
      const answer = await post(path, { webhookId: 17, ...body });
      expect(answer.status).toBe(status);
      expect(reservations.reports).toEqual([]);
    });
  });
});
