import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  CreatedEndpoint,
  Endpoint,
} from '@callboard/backstage-plugin-webhooks-common';
import { CAMPUS, CLOUD, machineEvent, TYPES } from '../__testUtils__/portal';
import { startFurnished } from '../__testUtils__/startFurnished';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

type Furnished = Awaited<ReturnType<typeof startFurnished>>;

const newest = { 'if-match': '*' };

describe.each(databases.eachSupportedId())('endpoints on %p', id => {
  let portal: Furnished;

  beforeAll(async () => {
    portal = await startFurnished(databases, id);
  });
  afterAll(() => portal.stop());
  beforeEach(async () => {
    const { items } = await portal.done('admin', 'GET', '/endpoints?limit=500');
    for (const endpoint of items) {
      await portal.done('admin', 'DELETE', `/endpoints/${endpoint.id}`);
    }
    portal.requests.length = 0;
    portal.audited.length = 0;
    portal.receiver.answer = () => 200;
  });

  const deliveriesOf = async (endpointId: string) =>
    (await portal.done('admin', 'GET', `/deliveries?endpoint=${endpointId}`))
      .items;

  /** Everything that is stored anywhere, as text. */
  async function stored(): Promise<string> {
    const { knex } = portal;
    const tables = knex.client.config.client.includes('pg')
      ? await knex('information_schema.tables')
          .whereRaw('table_schema = current_schema()')
          .select({ name: 'table_name' })
      : await knex('sqlite_master').where({ type: 'table' }).select('name');
    const rows = await Promise.all(
      tables.map(({ name }: { name: string }) => knex(name).select()),
    );
    return JSON.stringify(rows);
  }

  it('lets a site admin create, change, pause, resume and delete; the log stays', async () => {
    const made = await portal.endpoint(
      { title: 'Ticketing', description: 'Opens a ticket' },
      'campusAdmin',
    );
    expect(made).toMatchObject({
      version: 1,
      title: 'Ticketing',
      scope: { kind: 'site', ref: CAMPUS },
      siteRef: CAMPUS,
      owner: 'user:default/campus-admin',
      createdBy: 'user:default/campus-admin',
      profile: 'standard',
      includePersonalData: false,
      status: 'active',
      queue: { pending: 0, dead: 0 },
      actions: ['update', 'test', 'rotate-secret', 'pause', 'delete', 'replay'],
    });
    await portal.publish();
    expect(portal.requests).toHaveLength(1);

    const path = `/endpoints/${made.id}`;
    const renamed = await portal.call<Endpoint>('campusAdmin', 'PATCH', path, {
      body: { title: 'Tickets' },
      headers: { 'if-match': '"1"' },
    });
    expect([
      renamed.status,
      renamed.body.title,
      renamed.headers.get('etag'),
    ]).toEqual([200, 'Tickets', '"2"']);

    const paused = await portal.done('campusAdmin', 'POST', `${path}/pause`);
    expect(paused).toMatchObject({ status: 'paused', version: 3 });
    expect(paused.actions).toContain('resume');
    await portal.publish();
    expect(portal.requests).toHaveLength(1);
    const resumed = await portal.done('campusAdmin', 'POST', `${path}/resume`);
    expect(resumed).toMatchObject({ status: 'active', queue: { pending: 1 } });
    await portal.settle();
    expect(portal.requests).toHaveLength(2);

    await portal.done('campusAdmin', 'DELETE', path);
    expect((await portal.call('campusAdmin', 'GET', path)).status).toBe(404);
    await portal.publish();
    expect(portal.requests).toHaveLength(2);
    const log = await deliveriesOf(made.id);
    expect(log).toHaveLength(2);
    expect(log[0]).toMatchObject({
      endpointTitle: 'Tickets',
      endpointDeleted: true,
      status: 'delivered',
      actions: [],
    });
    const again = await portal.call(
      'admin',
      'POST',
      `/deliveries/${log[0].id}/redeliver`,
    );
    expect(again.status).toBe(404);
    const attempts = await portal.done(
      'campusAdmin',
      'GET',
      `/deliveries/${log[0].id}/attempts`,
    );
    expect(attempts.items).toHaveLength(1);
  });

  it('ends what a deleted endpoint still had before it', async () => {
    const made = await portal.endpoint();
    await portal.done('admin', 'POST', `/endpoints/${made.id}/pause`);
    await portal.publish();
    await portal.done('admin', 'DELETE', `/endpoints/${made.id}`);
    expect(await deliveriesOf(made.id)).toMatchObject([
      { status: 'dead', reason: 'endpoint_deleted' },
    ]);
  });

  it('changes only what the caller has seen', async () => {
    const { id: endpoint } = await portal.endpoint();
    const change = (headers?: Record<string, string>) =>
      portal.call('admin', 'PATCH', `/endpoints/${endpoint}`, {
        body: { title: 'Other' },
        headers,
      });
    expect((await change()).status).toBe(428);
    expect((await change({ 'if-match': '"7"' })).status).toBe(412);
    expect((await change({ 'if-match': '"1"' })).status).toBe(200);
    expect((await change({ 'if-match': '"1"' })).status).toBe(412);
  });

  it('creates once for an Idempotency-Key, and keeps no secret with it', async () => {
    const sent = {
      headers: { 'idempotency-key': `once-${id}` },
      body: {
        url: 'https://hooks.example.com/',
        eventTypes: TYPES,
        scope: { kind: 'all' },
      },
    };
    const first = await portal.call<CreatedEndpoint>(
      'admin',
      'POST',
      '/endpoints',
      sent,
    );
    const again = await portal.call<CreatedEndpoint>(
      'admin',
      'POST',
      '/endpoints',
      sent,
    );
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(first.body.secret).toMatch(/^whsec_/);
    expect(again.body.id).toBe(first.body.id);
    expect(again.body.secret).toBeUndefined();
    const other = await portal.call('admin', 'POST', '/endpoints', {
      ...sent,
      body: { ...sent.body, title: 'Other' },
    });
    expect(other.status).toBe(422);
  });

  it('never widens a scope when what it names goes away', async () => {
    const ref = 'resource:default/remote-1';
    const { id: endpoint } = await portal.endpoint({
      scope: { kind: 'resource', ref: 'Resource:remote-1' },
    });
    const about = (resource: string, site: string) =>
      portal.publish({ refs: { site: [site], resources: [resource] } });
    await about(ref, CLOUD);
    await about('resource:default/node-1', CAMPUS);
    expect(await deliveriesOf(endpoint)).toHaveLength(1);

    const site = await portal.reserve('POST', '/sites', {
      name: 'attic',
      title: 'Attic',
      timeZone: 'UTC',
    });
    portal.pass(31_000);
    const onSite = await portal.endpoint({
      scope: { kind: 'site', ref: site.entityRef },
    });
    await portal.reserve('DELETE', `/sites/${site.id}`, {});
    await portal.reserve('DELETE', `/resources/${portal.remote.id}`, {});
    portal.pass(31_000);

    await about('resource:default/node-1', CAMPUS);
    await about('resource:default/remote-2', CLOUD);
    expect(await deliveriesOf(endpoint)).toHaveLength(1);
    expect(await deliveriesOf(onSite.id)).toHaveLength(0);
    expect(
      (await portal.done('admin', 'GET', `/endpoints/${endpoint}`)).scope,
    ).toEqual({ kind: 'resource', ref });
    const renamed = await portal.done(
      'admin',
      'PATCH',
      `/endpoints/${endpoint}`,
      {
        body: { title: 'Other' },
        headers: newest,
      },
    );
    expect([renamed.scope, renamed.siteRef]).toEqual([
      { kind: 'resource', ref },
      CLOUD,
    ]);
    const again = await portal.call(
      'admin',
      'PATCH',
      `/endpoints/${onSite.id}`,
      {
        body: { scope: { kind: 'site', ref: site.entityRef } },
        headers: newest,
      },
    );
    expect(again.status).toBe(400);
  });

  it('sends what the owner may see, from the moment on that they may', async () => {
    const mine = await portal.endpoint({}, 'campusAdmin');
    const everything = await portal.endpoint({ scope: { kind: 'all' } });
    const both = { refs: { site: [CAMPUS, CLOUD], resources: [] } };
    await portal.publish(both);
    await portal.publish();
    expect(await deliveriesOf(everything.id)).toHaveLength(2);
    expect(await deliveriesOf(mine.id)).toHaveLength(1);

    const change = (admins: string[]) =>
      portal.reserve('PATCH', `/sites/${portal.campus.id}`, { admins });
    await change(['user:default/admin']);
    portal.pass(31_000);
    await portal.publish();
    expect(await deliveriesOf(mine.id)).toHaveLength(1);
    expect(
      (await portal.call('campusAdmin', 'GET', `/endpoints/${mine.id}`)).status,
    ).toBe(404);
    await change(['group:default/campus-team']);
    portal.pass(31_000);
    await portal.publish();
    expect(await deliveriesOf(mine.id)).toHaveLength(2);
  });

  it('gives nobody another’s view by way of their endpoint', async () => {
    const { id: endpoint } = await portal.endpoint();
    const change = (body: object) =>
      portal.call('campusAdmin', 'PATCH', `/endpoints/${endpoint}`, {
        body,
        headers: newest,
      });
    expect((await change({ title: 'Ours' })).body.owner).toBe(
      'user:default/admin',
    );
    expect((await change({ owner: 'user:default/operations' })).status).toBe(
      403,
    );
    expect((await change({ owner: 'group:default/admins' })).status).toBe(403);
    expect(
      (await change({ url: 'https://elsewhere.example.com/' })).body.owner,
    ).toBe('user:default/campus-admin');
    expect(
      (await change({ owner: 'group:default/campus-team' })).body.owner,
    ).toBe('group:default/campus-team');
    expect((await change({ eventTypes: [TYPES[0]] })).body.owner).toBe(
      'group:default/campus-team',
    );

    // What was sent before to its former owner stays theirs.
    const admins = await portal.endpoint();
    const event = await portal.publish({
      refs: { site: [CAMPUS, CLOUD], resources: ['resource:default/remote-1'] },
    });
    const [delivery] = await deliveriesOf(admins.id);
    const path = `/deliveries/${delivery.id}`;
    expect(await portal.done('admin', 'GET', path)).toMatchObject({
      event,
      resourceRefs: ['resource:default/remote-1'],
    });
    const seen = await portal.call('campusAdmin', 'GET', path);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('remote-1');
    expect(seen.body.actions).toEqual([]);
    expect(
      (await portal.call('campusAdmin', 'GET', `${path}/attempts`)).status,
    ).toBe(403);
    expect(
      (await portal.call('campusAdmin', 'POST', `${path}/redeliver`)).status,
    ).toBe(403);
    for (const [replay, body] of [
      [`/endpoints/${admins.id}/replay`, { deliveryIds: [delivery.id] }],
      ['/deliveries/redeliver', { deliveryIds: [delivery.id] }],
      ['/deliveries/redeliver', { status: 'delivered' }],
    ] as const) {
      const answer = await portal.call('campusAdmin', 'POST', replay, { body });
      expect([answer.status, answer.body]).toEqual([202, { queued: 0 }]);
    }
  });

  it('shows a secret once, stores it sealed, and forgets it nowhere', async () => {
    const canaries = {
      legacySecret: 'canary-legacy-secret-a1b2c3d4',
      header: 'Bearer canary-header-token-e5f6a7b8',
      plain: 'staging',
    };
    const created = await portal.endpoint({
      profile: 'legacy-flat',
      legacySecret: canaries.legacySecret,
      headers: {
        Authorization: canaries.header,
        'X-Environment': canaries.plain,
      },
    });
    expect(created.secret).toBeUndefined();
    expect(created.headers).toEqual({
      Authorization: '•••',
      'X-Environment': canaries.plain,
    });
    const standard = await portal.endpoint({ title: 'Standard' });
    const secrets = [standard.secret!];
    expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/=]{40,}$/);
    const path = `/endpoints/${standard.id}`;
    const rotated = await portal.done(
      'admin',
      'POST',
      `${path}/rotate-secret`,
      {
        body: { overlapHours: 2 },
      },
    );
    secrets.push(rotated.secret);
    expect(new Set(secrets).size).toBe(2);
    const overlap = Date.parse(rotated.oldSecretExpiresAt) - Date.now();
    expect(Math.abs(overlap - 2 * 3_600_000)).toBeLessThan(60_000);
    expect((await portal.done('admin', 'GET', path)).oldSecretExpiresAt).toBe(
      rotated.oldSecretExpiresAt,
    );

    const kept = await portal.done(
      'admin',
      'PATCH',
      `/endpoints/${created.id}`,
      {
        body: {
          headers: { authorization: '•••', 'X-Environment': 'production' },
        },
        headers: newest,
      },
    );
    expect(kept.headers).toEqual({
      authorization: '•••',
      'X-Environment': 'production',
    });

    await portal.publish();
    const [request] = portal.requests.filter(
      one => one.headers['webhook-signature'],
    );
    expect(request.headers['webhook-signature'].split(' ')).toHaveLength(2);
    await portal.done('admin', 'POST', `${path}/rotate-secret`, {
      body: { overlapHours: 0 },
    });
    await portal.publish();
    const last = portal.requests
      .filter(one => one.headers['webhook-signature'])
      .at(-1)!;
    expect(last.headers['webhook-signature'].split(' ')).toHaveLength(1);

    const answers = await Promise.all(
      [
        '/endpoints?health=true',
        `/endpoints/${created.id}`,
        path,
        '/dashboard',
        '/deliveries',
        ...(await portal.done('admin', 'GET', '/deliveries')).items.flatMap(
          (one: { id: string }) => [
            `/deliveries/${one.id}`,
            `/deliveries/${one.id}/attempts`,
          ],
        ),
      ].map(async url => (await portal.call('admin', 'GET', url)).text),
    );
    const { debug, info, warn, error } = portal.logger;
    const logged = JSON.stringify(
      [debug, info, warn, error].flatMap(one => one.mock.calls),
    );
    const haystack = [
      ...answers,
      await stored(),
      logged,
      JSON.stringify(portal.audited),
    ].join('\n');
    for (const secret of [
      canaries.legacySecret,
      'canary-header-token-e5f6a7b8',
      ...secrets,
      ...secrets.map(one => one.slice('whsec_'.length)),
    ]) {
      expect(haystack).not.toContain(secret);
    }
    expect(haystack).toContain('production');
  });

  it('puts on record what must not be done unseen', async () => {
    const { id: endpoint } = await portal.endpoint({}, 'campusAdmin');
    const personal = (on: boolean) =>
      portal.done('operations', 'PATCH', `/endpoints/${endpoint}`, {
        body: { includePersonalData: on },
        headers: newest,
      });
    await personal(true);
    await personal(true);
    await personal(false);
    await portal.done('admin', 'POST', `/endpoints/${endpoint}/rotate-secret`);
    expect(
      portal.audited.map(({ eventId, meta, outcome }) => [
        eventId,
        (meta as { actor: string }).actor,
        outcome,
      ]),
    ).toEqual([
      ['endpoint-secret-show', 'user:default/campus-admin', 'succeeded'],
      ['endpoint-personal-data-enable', 'user:default/operations', 'succeeded'],
      ['endpoint-secret-rotate', 'user:default/admin', 'succeeded'],
      ['endpoint-secret-show', 'user:default/admin', 'succeeded'],
    ]);
    const events = await portal
      .knex('outbox_event')
      .where({ aggregate: `endpoint:${endpoint}` })
      .orderBy('sequence')
      .pluck('type');
    expect(events).toEqual([
      'endpoint.created',
      'endpoint.changed',
      'endpoint.changed',
      'endpoint.changed',
      'endpoint.secret_rotated',
    ]);
  });

  it('goes on with one that was disabled, with a clean slate', async () => {
    const { id: endpoint } = await portal.endpoint();
    portal.receiver.answer = () => 410;
    await portal.publish();
    const disabled = await portal.done(
      'admin',
      'GET',
      `/endpoints/${endpoint}`,
    );
    expect(disabled).toMatchObject({ status: 'disabled', queue: { dead: 1 } });
    expect(disabled.disabledReason).toBeTruthy();
    expect(
      (await portal.call('admin', 'POST', `/endpoints/${endpoint}/pause`))
        .status,
    ).toBe(409);
    expect(await portal.done('campusAdmin', 'GET', '/dashboard')).toMatchObject(
      {
        healthy: false,
        endpoints: { active: 0, disabled: 1 },
        failing: [{ endpointId: endpoint, status: 'disabled' }],
      },
    );
    portal.receiver.answer = () => 200;
    const resumed = await portal.done(
      'admin',
      'POST',
      `/endpoints/${endpoint}/resume`,
    );
    expect(resumed.status).toBe('active');
    expect(resumed.failingSince).toBeUndefined();
    expect(resumed.disabledReason).toBeUndefined();
    const replay = await portal.done(
      'admin',
      'POST',
      `/endpoints/${endpoint}/replay`,
      {
        body: { status: 'dead' },
      },
    );
    expect(replay).toEqual({ queued: 1 });
    await portal.settle();
    expect(await deliveriesOf(endpoint)).toMatchObject([
      { status: 'delivered', attempts: 2 },
    ]);
    expect(await portal.done('admin', 'GET', '/dashboard')).toMatchObject({
      healthy: true,
      endpoints: { active: 1, failing: 0 },
    });
  });

  it('sends a test the way of every delivery', async () => {
    const { id: endpoint } = await portal.endpoint({}, 'campusAdmin');
    const { deliveryId } = await portal.done(
      'campusAdmin',
      'POST',
      `/endpoints/${endpoint}/test`,
      {
        body: { eventType: TYPES[1] },
      },
    );
    await portal.settle();
    expect(portal.requests).toHaveLength(1);
    expect(portal.requests[0].headers).toMatchObject({
      'webhook-id': deliveryId,
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
    expect(
      await portal.done('campusAdmin', 'GET', `/deliveries/${deliveryId}`),
    ).toMatchObject({
      test: true,
      status: 'delivered',
      eventType: TYPES[1],
      event: { data: { machine: 'node-1' } },
    });
    const unknown = await portal.call(
      'admin',
      'POST',
      `/endpoints/${endpoint}/test`,
      {
        body: { eventType: 'machine.unheard_of' },
      },
    );
    expect(unknown.status).toBe(404);
  });

  it('replays everything since, what was before the endpoint too', async () => {
    const since = new Date().toISOString();
    const event = await portal.publish();
    await portal.publish({ refs: { site: [CLOUD] } });
    const { id: endpoint } = await portal.endpoint({}, 'campusAdmin');
    const answer = await portal.done(
      'campusAdmin',
      'POST',
      `/endpoints/${endpoint}/replay`,
      {
        body: { since },
      },
    );
    expect(answer).toEqual({ queued: 1 });
    await portal.settle();
    expect(await deliveriesOf(endpoint)).toMatchObject([
      { eventId: event.id, status: 'delivered' },
    ]);
  });

  it.each([
    ['a URL that is none', { url: 'not a url' }, 'url'],
    ['a URL with a password', { url: 'https://a:b@hooks.example.com/' }, 'url'],
    ['the metadata address', { url: 'http://169.254.169.254/latest' }, 'url'],
    ['a decimal loopback', { url: 'http://2130706433/' }, 'url'],
    ['another scheme', { url: 'file:///etc/passwd' }, 'url'],
    ['no event types', { eventTypes: [] }, 'eventTypes'],
    [
      'an unknown event type',
      { eventTypes: ['booking.nonsense'] },
      'eventTypes',
    ],
    [
      'an unknown site',
      { scope: { kind: 'site', ref: 'resource:default/moon' } },
      'scope/ref',
    ],
    [
      'an unknown resource',
      { scope: { kind: 'resource', ref: 'resource:default/moon' } },
      'scope/ref',
    ],
    [
      'an unknown type',
      { scope: { kind: 'type', ref: 'spaceship' } },
      'scope/ref',
    ],
    ['a scope without a name', { scope: { kind: 'site' } }, 'scope/ref'],
    ['a name too many', { scope: { kind: 'all', ref: CAMPUS } }, 'scope/ref'],
    [
      'a site too many',
      { scope: { kind: 'site', ref: CAMPUS, siteRef: CLOUD } },
      'scope/siteRef',
    ],
    ['a reserved header', { headers: { Host: 'x' } }, 'headers'],
    ['a header that splits', { headers: { 'X-A': 'a\r\nX-B: b' } }, 'headers'],
    ['a kept value that is none', { headers: { 'X-A': '•••' } }, 'headers/X-A'],
    ['an owner that is a site', { owner: CAMPUS }, 'owner'],
    [
      'a legacy secret for a standard one',
      { legacySecret: 'a-secret-of-old' },
      'legacySecret',
    ],
    ['a field of ours', { status: 'disabled' }, 'status'],
    ['a version', { version: 7 }, 'version'],
  ])('refuses %s', async (_, wrong, field) => {
    const good = {
      url: 'https://hooks.example.com/',
      eventTypes: TYPES,
      scope: { kind: 'all' },
    };
    const answer = await portal.call('admin', 'POST', '/endpoints', {
      body: { ...good, ...wrong },
    });
    expect([answer.status, answer.body.fields?.[0].field]).toEqual([
      400,
      field,
    ]);
  });

  it('keeps a legacy secret from signing in the standard way', async () => {
    const { id: endpoint } = await portal.endpoint({
      profile: 'legacy-nested',
      legacySecret: 'a-secret-of-old',
    });
    const standard = () =>
      portal.call('admin', 'PATCH', `/endpoints/${endpoint}`, {
        body: { profile: 'standard' },
        headers: newest,
      });
    expect((await standard()).status).toBe(400);
    await portal.done('admin', 'POST', `/endpoints/${endpoint}/rotate-secret`, {
      body: { overlapHours: 0 },
    });
    expect((await standard()).status).toBe(200);
  });

  it('takes events of the plugin that registered their type only, once', async () => {
    await portal.endpoint();
    const event = machineEvent();
    const publish = (body: object) =>
      portal.call('plugin', 'POST', '/events', { body });
    expect((await publish(event)).status).toBe(202);
    expect((await publish(event)).status).toBe(202);
    await portal.settle();
    expect(portal.requests).toHaveLength(1);
    expect(
      (await publish(machineEvent({ type: 'machine.exploded' }))).status,
    ).toBe(403);
    expect((await publish({ ...event, id: 'x' })).status).toBe(400);
    expect((await publish({ ...event, more: 1 })).status).toBe(400);

    await portal.knex('event_type').insert({
      type: 'door.opened',
      source: 'doors',
      title: 'x',
      description: '',
      schema: '{}',
      example: '{}',
      updated_at: 0,
    });
    expect((await publish(machineEvent({ type: 'door.opened' }))).status).toBe(
      403,
    );
    const taken = await portal.call(
      'plugin',
      'PUT',
      '/sources/machines/event-types',
      {
        body: {
          eventTypes: ['door.opened', 'machine.repaired'].map(type => ({
            type,
            title: 'Mine',
            description: '',
            schema: {},
            example: {},
          })),
        },
      },
    );
    expect(taken.status).toBe(409);
    const { items } = await portal.done('member', 'GET', '/event-types');
    expect(items.map((one: { type: string }) => one.type)).toEqual([
      'door.opened',
      ...TYPES,
    ]);
    await portal.knex('event_type').where({ source: 'doors' }).delete();
  });
});
