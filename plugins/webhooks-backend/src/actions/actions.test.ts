import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { type Principal, principals } from '../__testUtils__/people';
import {
  type Answer,
  CAMPUS,
  CLOUD,
  type Portal,
  TYPES,
} from '../__testUtils__/portal';
import { startFurnished } from '../__testUtils__/startFurnished';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const everyone = Object.keys(principals) as Principal[];
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Name, and whether it is readOnly, destructive, idempotent. */
const ATTRIBUTES: Record<string, [boolean, boolean, boolean]> = {
  'create-endpoint': [false, false, false],
  'delete-endpoint': [false, true, true],
  'get-dashboard': [true, false, true],
  'get-delivery': [true, false, true],
  'get-endpoint': [true, false, true],
  'list-deliveries': [true, false, true],
  'list-endpoints': [true, false, true],
  'list-event-types': [true, false, true],
  'pause-endpoint': [false, false, true],
  redeliver: [false, true, false],
  'replay-since': [false, true, false],
  'resume-endpoint': [false, false, true],
  'test-endpoint': [false, false, false],
  'update-endpoint': [false, true, true],
};

const hook = (more: object = {}) => ({
  url: 'https://hooks.example.com/callboard',
  eventTypes: TYPES,
  scope: { kind: 'site', ref: CAMPUS },
  ...more,
});

describe.each(databases.eachSupportedId())('actions on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startFurnished(databases, id);
  });
  afterAll(() => portal.stop());
  beforeEach(async () => {
    const { items } = await portal.done('admin', 'GET', '/endpoints?limit=500');
    for (const endpoint of items) {
      await portal.done('admin', 'DELETE', `/endpoints/${endpoint.id}`);
    }
    await portal.settle();
    portal.requests.length = 0;
    portal.audited.length = 0;
    portal.receiver.answer = () => 200;
  });

  const output = async (who: Principal, action: string, input: object = {}) => {
    const answer = await portal.invoke(who, action, input);
    if (answer.status !== 200) {
      throw new Error(`${action} was refused: ${answer.text}`);
    }
    return answer.body.output;
  };

  /** Sends what is due while the action waits for it. */
  async function whileSending<T>(action: Promise<T>): Promise<T> {
    let waiting = true;
    const done = action.finally(() => {
      waiting = false;
    });
    while (waiting) {
      await portal.settle();
      await sleep(20);
    }
    return done;
  }

  /** A delivery that was made for an endpoint on the campus. */
  async function delivered(): Promise<{ endpoint: string; delivery: string }> {
    const endpoint = await portal.endpoint();
    const event = await portal.publish();
    const { items } = await portal.done(
      'admin',
      'GET',
      `/deliveries?event=${event.id}&endpoint=${endpoint.id}`,
    );
    return { endpoint: endpoint.id, delivery: items[0].id };
  }

  const since = '2026-01-01T00:00:00Z';
  const doings: [
    string,
    (who: Principal) => Promise<[routed: Answer, acted: Answer]>,
  ][] = [
    [
      'create-endpoint',
      async who => [
        await portal.call(who, 'POST', '/endpoints', { body: hook() }),
        await portal.invoke(who, 'create-endpoint', hook()),
      ],
    ],
    [
      'create-endpoint',
      async who => {
        const body = hook({ scope: { kind: 'all' } });
        return [
          await portal.call(who, 'POST', '/endpoints', { body }),
          await portal.invoke(who, 'create-endpoint', body),
        ];
      },
    ],
    ...['pause', 'resume', 'test'].map((verb): (typeof doings)[number] => [
      `${verb}-endpoint`,
      async who => {
        const { id: endpoint } = await portal.endpoint();
        const more = verb === 'test' ? { waitSeconds: 0 } : {};
        return [
          await portal.call(who, 'POST', `/endpoints/${endpoint}/${verb}`),
          await portal.invoke(who, `${verb}-endpoint`, {
            id: endpoint.toUpperCase(),
            ...more,
          }),
        ];
      },
    ]),
    [
      'replay-since',
      async who => {
        const { id: endpoint } = await portal.endpoint();
        const path = `/endpoints/${endpoint}/replay`;
        return [
          await portal.call(who, 'POST', path, { body: { since } }),
          await portal.invoke(who, 'replay-since', { id: endpoint, since }),
        ];
      },
    ],
    [
      'redeliver',
      async who => {
        const { delivery } = await delivered();
        const before = portal.requests.length;
        const path = `/deliveries/${delivery}/redeliver`;
        const routed = await portal.call(who, 'POST', path);
        await portal.settle();
        const input = { deliveryIds: [delivery.toUpperCase()] };
        const acted = await portal.invoke(who, 'redeliver', input);
        await portal.settle();
        const sent = portal.requests.length - before;
        expect([who, sent]).toEqual([who, routed.status === 202 ? 2 : 0]);
        return [routed, acted];
      },
    ],
    [
      'redeliver',
      async who => {
        const body = { status: 'dead' };
        return [
          await portal.call(who, 'POST', '/deliveries/redeliver', { body }),
          await portal.invoke(who, 'redeliver', body),
        ];
      },
    ],
    [
      'get-delivery',
      async who => {
        const { delivery } = await delivered();
        return [
          await portal.call(who, 'GET', `/deliveries/${delivery}`),
          await portal.invoke(who, 'get-delivery', { id: delivery }),
        ];
      },
    ],
    [
      'list-event-types',
      async who => [
        await portal.call(who, 'GET', '/event-types'),
        await portal.invoke(who, 'list-event-types'),
      ],
    ],
  ];

  it.each(doings)('%s for whom the route does', async (_, doing) => {
    const got: string[] = [];
    const expected: string[] = [];
    for (const who of everyone) {
      const [routed, acted] = await doing(who);
      const status = routed.status < 300 ? 200 : routed.status;
      expected.push(`${who}: ${status} ${routed.body.error?.name}`);
      got.push(`${who}: ${acted.status} ${acted.body.error?.name}`);
    }
    expect(got).toEqual(expected);
    expect(new Set(got).size).toBeGreaterThan(4);
  });

  it('list what the route shows', async () => {
    await portal.endpoint({ title: 'Doors' });
    await portal.endpoint({ title: 'All', scope: { kind: 'all' } });
    await portal.publish();
    for (const [action, path] of [
      ['list-endpoints', '/endpoints'],
      ['list-deliveries', '/deliveries'],
    ]) {
      const seen = new Set<number>();
      for (const who of everyone) {
        const routed = await portal.call(who, 'GET', path);
        const acted = await portal.invoke(who, action);
        expect([who, acted.status]).toEqual([who, routed.status]);
        const idsOf = (items: { id: string }[] = []) =>
          items.map(item => item.id);
        const { endpoints, deliveries } = acted.body.output ?? {};
        expect([who, idsOf(endpoints ?? deliveries)]).toEqual([
          who,
          idsOf(routed.body.items),
        ]);
        seen.add(routed.body.items?.length);
      }
      expect(seen.size).toBeGreaterThan(2);
    }
  });

  it('keep an admin of another site away from what is not theirs', async () => {
    const { endpoint, delivery } = await delivered();
    portal.requests.length = 0;
    portal.audited.length = 0;
    const refused: [string, object, number, string][] = [
      ['create-endpoint', hook(), 403, 'on this site'],
      [
        'create-endpoint',
        hook({
          scope: { kind: 'site', ref: CLOUD },
          owner: 'user:default/admin',
        }),
        403,
        'yourself or a group of yours',
      ],
      ['redeliver', { deliveryIds: [delivery] }, 404, 'There is no delivery'],
      ['replay-since', { id: endpoint, since }, 404, 'There is no endpoint'],
      ['test-endpoint', { id: endpoint }, 404, 'There is no endpoint'],
    ];
    for (const [action, input, status, sentence] of refused) {
      const answer = await portal.invoke('cloudAdmin', action, input);
      expect([action, answer.status]).toEqual([action, status]);
      expect(answer.body.error.message).toContain(sentence);
    }
    const all = { status: 'delivered' };
    expect(await output('cloudAdmin', 'redeliver', all)).toEqual({ queued: 0 });
    await portal.settle();
    expect(portal.requests).toEqual([]);
    expect(portal.audited).toEqual([]);
  });

  it('tell a member nothing of what there is', async () => {
    const answers = await Promise.all(
      [CAMPUS, 'resource:default/nowhere'].map(ref =>
        portal.invoke(
          'member',
          'create-endpoint',
          hook({ scope: { kind: 'resource', ref }, url: 'nonsense' }),
        ),
      ),
    );
    expect(answers.map(answer => answer.status)).toEqual([403, 403]);
    expect(answers[0].text).toBe(answers[1].text);
  });

  it('show the secret in the answer of create-endpoint and nowhere else', async () => {
    const token = 'Bearer canary-header-token-e5f6a7b8';
    const made = await portal.invoke(
      'campusAdmin',
      'create-endpoint',
      hook({ title: 'Doors', headers: { Authorization: token } }),
    );
    const { secret, endpoint } = made.body.output;
    expect(secret).toMatch(/^whsec_/);
    expect(endpoint).toMatchObject({
      title: 'Doors',
      status: 'active',
      siteRef: CAMPUS,
      owner: 'user:default/campus-admin',
      includePersonalData: false,
      pending: 0,
      link: `/webhooks/endpoints?form=${endpoint.id}`,
    });
    expect(portal.audited).toEqual([
      {
        eventId: 'endpoint-secret-show',
        meta: {
          scope: 'site',
          actor: 'user:default/campus-admin',
          callboardAuditLog: {
            action: 'endpoint.secret-shown',
            actor: 'user:default/campus-admin',
            subject: { kind: 'endpoint', id: endpoint.id, title: 'Doors' },
            siteRefs: [CAMPUS],
            refs: { owner: 'user:default/campus-admin' },
          },
        },
        outcome: 'succeeded',
      },
    ]);

    const one = { id: endpoint.id };
    const tested = await whileSending(
      portal.invoke('campusAdmin', 'test-endpoint', one),
    );
    expect(portal.requests[0].headers.authorization).toBe(token);
    const { deliveryId } = tested.body.output;
    const others = [
      tested,
      await portal.invoke('campusAdmin', 'list-endpoints'),
      await portal.invoke('campusAdmin', 'pause-endpoint', one),
      await portal.invoke('campusAdmin', 'resume-endpoint', one),
      await portal.invoke('campusAdmin', 'list-deliveries'),
      await portal.invoke('campusAdmin', 'get-delivery', { id: deliveryId }),
    ];
    const texts = others.map(answer => answer.text).join();
    expect(others.map(answer => answer.status)).toEqual(others.map(() => 200));
    expect(texts).toContain(endpoint.id);
    expect(texts).not.toContain(secret.slice('whsec_'.length));
    expect(texts + made.text).not.toContain(token);
    const { debug, error, info, warn } = portal.logger;
    const logged = JSON.stringify(
      [debug, error, info, warn].map(level => level.mock.calls),
    );
    expect(logged).not.toContain(secret);
  });

  it('audit personal data that is switched on', async () => {
    await output(
      'campusAdmin',
      'create-endpoint',
      hook({ includePersonalData: true }),
    );
    expect(portal.audited.map(event => event.eventId).sort()).toEqual([
      'endpoint-personal-data-enable',
      'endpoint-secret-show',
    ]);
  });

  it('create once for an idempotency key, and give the secret once', async () => {
    const keyed = hook({ idempotencyKey: `once-${id}` });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        output('admin', 'create-endpoint', keyed),
      ),
    );
    expect(new Set(answers.map(({ endpoint }) => endpoint.id)).size).toBe(1);
    expect(answers.filter(({ secret }) => secret)).toHaveLength(1);
    const other = await portal.invoke('admin', 'create-endpoint', {
      ...keyed,
      title: 'Other',
    });
    expect(other.status).toBe(422);
  });

  it('wait for what a test is answered', async () => {
    const { id: endpoint } = await portal.endpoint();
    const test = (more: object = {}) =>
      whileSending(
        output('campusAdmin', 'test-endpoint', { id: endpoint, ...more }),
      );
    const good = await test({ eventType: TYPES[0] });
    expect(good).toMatchObject({
      result: 'delivered',
      message: 'The receiver answered 200 after 7 ms',
      attempt: { trigger: 'test', response: { body: 'answered 200' } },
      link: `/webhooks/log?q=${good.deliveryId}`,
    });

    portal.receiver.answer = () => 503;
    expect(await test()).toMatchObject({
      result: 'failed',
      message: 'The receiver answered 503 after 7 ms',
    });
    portal.receiver.answer = () => ({
      error: {
        errorClass: 'address_refused',
        message: 'The address 10.0.0.1 is not allowed',
        final: true,
      },
    });
    expect(await test()).toMatchObject({
      result: 'failed',
      message: 'The address 10.0.0.1 is not allowed',
    });

    await output('campusAdmin', 'pause-endpoint', { id: endpoint });
    const started = performance.now();
    expect(await test()).toMatchObject({
      result: 'waiting',
      message: 'The endpoint is paused: it is sent once it is resumed',
    });
    expect(performance.now() - started).toBeLessThan(5_000);
    const unknown = await portal.invoke('campusAdmin', 'test-endpoint', {
      id: endpoint,
      eventType: 'machine.exploded',
    });
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.message).toContain('no event type');
  });

  it('do not wait longer for a test than they were told', async () => {
    const { id: endpoint } = await portal.endpoint();
    const started = performance.now();
    const answer = await output('campusAdmin', 'test-endpoint', {
      id: endpoint,
      waitSeconds: 0.5,
    });
    expect(answer).toMatchObject({
      result: 'waiting',
      message: 'The receiver has not answered yet',
    });
    const took = performance.now() - started;
    expect(took).toBeGreaterThan(450);
    expect(took).toBeLessThan(5_000);
  });

  it('filter the log, and show a delivery with its attempts', async () => {
    const { endpoint, delivery } = await delivered();
    portal.receiver.answer = () => 500;
    await portal.publish({ type: TYPES[1] });
    const found = async (filter: object) =>
      (
        await output('campusAdmin', 'list-deliveries', {
          endpointId: endpoint,
          ...filter,
        })
      ).deliveries.map((one: { eventType: string }) => one.eventType);
    expect(await found({})).toEqual([TYPES[1], TYPES[0]]);
    expect(await found({ eventTypes: [TYPES[1]] })).toEqual([TYPES[1]]);
    expect(await found({ statuses: ['delivered'] })).toEqual([TYPES[0]]);
    expect(await found({ q: delivery.toUpperCase() })).toEqual([TYPES[0]]);
    expect(await found({ entity: 'Resource:node-1', limit: 1 })).toEqual([
      TYPES[1],
    ]);
    expect(await found({ entity: CLOUD })).toEqual([]);
    expect(await found({ to: since })).toEqual([]);

    const redeliver = { deliveryIds: [delivery] };
    expect(await output('campusAdmin', 'redeliver', redeliver)).toEqual({
      queued: 1,
    });
    await portal.settle();
    const detail = await output('campusAdmin', 'get-delivery', {
      id: delivery,
      attempts: 1,
    });
    expect(detail).toMatchObject({
      delivery: { id: delivery, status: 'pending', attempts: 2 },
      event: { type: TYPES[0], data: { machine: 'node-1' } },
      attempts: [
        {
          number: 2,
          trigger: 'manual',
          actor: 'user:default/campus-admin',
          outcome: 'failed',
          request: { headers: { 'webhook-id': delivery } },
          response: { status: 500, body: 'answered 500' },
        },
      ],
      moreAttempts: true,
    });
    expect(detail.withheld).toBeUndefined();
  });

  it('say what is withheld of an event that concerns another site too', async () => {
    const { id: endpoint } = await portal.endpoint();
    await portal.publish({
      refs: { site: [CAMPUS, CLOUD], resources: ['resource:default/remote-1'] },
    });
    const [delivery] = (
      await output('admin', 'list-deliveries', { endpointId: endpoint })
    ).deliveries;
    const seen = await portal.invoke('campusAdmin', 'get-delivery', {
      id: delivery.id,
    });
    expect(seen.body.output).toMatchObject({ attempts: [] });
    expect(seen.body.output.withheld).toContain('do not administer');
    expect(seen.text).not.toContain('remote-1');
    const again = await portal.invoke('campusAdmin', 'redeliver', {
      deliveryIds: [delivery.id],
    });
    expect(again.status).toBe(403);
  });

  it('send again all or none of the deliveries that are named', async () => {
    const { delivery } = await delivered();
    portal.requests.length = 0;
    const answer = await portal.invoke('admin', 'redeliver', {
      deliveryIds: [delivery, UNKNOWN],
    });
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toContain(UNKNOWN);
    await portal.settle();
    expect(portal.requests).toEqual([]);
    const twice = { deliveryIds: [delivery, delivery.toUpperCase()] };
    expect(await output('admin', 'redeliver', twice)).toEqual({ queued: 1 });
  });

  it('replay what happened before the endpoint was there', async () => {
    const from = new Date(Date.now() - 1000).toISOString();
    const event = await portal.publish();
    const { id: endpoint } = await portal.endpoint();
    const { queued } = await output('campusAdmin', 'replay-since', {
      id: endpoint,
      since: from,
    });
    await portal.settle();
    expect(queued).toBeGreaterThanOrEqual(1);
    expect(portal.requests).toHaveLength(queued);
    expect(portal.requests.map(sent => sent.body).join()).toContain(event.id);
  });

  it('describe event types as far as they are asked', async () => {
    const { eventTypes } = await output('member', 'list-event-types');
    expect(eventTypes).toEqual(
      TYPES.map(type => ({
        type,
        source: 'machines',
        title: type,
        description: 'A machine was switched',
      })),
    );
    const detailed = await output('member', 'list-event-types', {
      types: [TYPES[1]],
      details: true,
    });
    expect(detailed.eventTypes).toMatchObject([
      { type: TYPES[1], example: { machine: 'node-1' } },
    ]);
  });

  it.each<[string, string, unknown]>([
    ['no input', 'create-endpoint', {}],
    ['a list', 'create-endpoint', []],
    ['half of JSON', 'create-endpoint', '{"url":'],
    ['a url', 'create-endpoint', hook({ url: 'ftp://example.com' })],
    ['a private url', 'create-endpoint', hook({ url: 'http://10.0.0.1/' })],
    ['an event type', 'create-endpoint', hook({ eventTypes: ['no.such'] })],
    ['a scope', 'create-endpoint', hook({ scope: { kind: 'site' } })],
    [
      'no site',
      'create-endpoint',
      hook({ scope: { kind: 'site', ref: 'x:y' } }),
    ],
    ['NUL in a title', 'create-endpoint', hook({ title: 'a\0' })],
    ['NUL in the key', 'create-endpoint', hook({ idempotencyKey: '\0' })],
    ['a header', 'create-endpoint', hook({ headers: { 'a b': 'c' } })],
    ['a status', 'create-endpoint', hook({ status: 'paused' })],
    ['a secret', 'create-endpoint', hook({ legacySecret: 'a-secret-of-old' })],
    ['no id', 'pause-endpoint', { id: '17' }],
    ['no id', 'resume-endpoint', {}],
    ['no id', 'test-endpoint', { id: '../x' }],
    ['a long wait', 'test-endpoint', { id: UNKNOWN, waitSeconds: 3600 }],
    ['nothing', 'redeliver', {}],
    ['a status', 'redeliver', { status: 'pending' }],
    ['an instant', 'redeliver', { status: 'dead', from: 'today' }],
    ['both', 'redeliver', { status: 'dead', deliveryIds: [UNKNOWN] }],
    ['no ids', 'redeliver', { deliveryIds: [] }],
    ['an entity', 'redeliver', { status: 'dead', entity: 'a\0' }],
    ['a cursor', 'list-endpoints', { cursor: 'a\0' }],
    ['NUL', 'list-endpoints', { q: '\0' }],
    ['a site', 'list-endpoints', { site: '../x' }],
    ['a cursor', 'list-deliveries', { cursor: 'x'.repeat(50_000) }],
    ['NUL', 'list-deliveries', { q: '\0' }],
    ['NUL', 'list-deliveries', { eventId: '\0' }],
    ['a status', 'list-deliveries', { statuses: ['odd'] }],
    ['an event type', 'list-deliveries', { eventTypes: ['\0'] }],
    ['an instant', 'list-deliveries', { from: 'today' }],
    ['an entity', 'list-deliveries', { entity: 'campus' }],
  ])('refuse %s for %s', async (_, action, input) => {
    const endpoints = async () =>
      (await portal.knex('endpoint').count({ n: '*' }))[0].n;
    const before = await endpoints();
    const answer = await portal.invoke('admin', action, input);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/"stack"|\bat .*\.[jt]s:\d/);
    expect(await endpoints()).toBe(before);
    expect(portal.requests).toEqual([]);
  });

  it.each([
    ['pause-endpoint', {}],
    ['resume-endpoint', {}],
    ['test-endpoint', {}],
    ['replay-since', { since }],
    ['get-delivery', {}],
  ])('say so where there is nothing to %s', async (action, more) => {
    const answer = await portal.invoke('admin', action, {
      id: UNKNOWN,
      ...more,
    });
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toMatch(
      new RegExp(`There is no (endpoint|delivery) '${UNKNOWN}'`),
    );
  });

  it('say honestly what they do, to whoever has signed in', async () => {
    const list = (who: Principal) =>
      portal.send(who, 'GET', '/.backstage/actions/v1/actions');
    expect((await list('nobody')).status).toBe(401);
    const { actions } = (await list('member')).body;
    expect(
      Object.fromEntries(
        actions.map(({ name, attributes: one }: any) => [
          name,
          [one.readOnly, one.destructive, one.idempotent],
        ]),
      ),
    ).toEqual(ATTRIBUTES);
  });
});
