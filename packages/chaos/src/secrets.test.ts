import { readFileSync } from 'node:fs';
import type { Backend } from './environment/Backend';
import { addEndpoint, type Endpoint } from './environment/furnish';
import { Portal } from './environment/Portal';

jest.setTimeout(120_000);

const CREDENTIAL = 'canary-credential-f0c1a9d2';
const LEGACY_SECRET = 'canary-legacy-secret-77b3e0';
const PLUGINS = ['reservations', 'webhooks', 'auth', 'catalog'];

describe('secrets', () => {
  let portal: Portal;
  let backend: Backend;

  beforeAll(async () => {
    portal = await Portal.start({
      name: 'secrets',
      database: 'sqlite',
      backends: 1,
      logLevel: 'debug',
    });
    [backend] = portal.backends;
  });
  afterAll(() => portal?.stop());

  const add = (path: string, more: object = {}) =>
    addEndpoint(backend, `${portal.receivers.url}/${path}`, {
      headers: {
        authorization: `Bearer ${CREDENTIAL}`,
        'x-api-key': CREDENTIAL,
      },
      ...more,
    });

  /** Everything that the databases hold, table by table. */
  async function dump(): Promise<string> {
    const texts: string[] = [];
    for (const plugin of PLUGINS) {
      const knex = portal.database.open(plugin);
      const tables = await knex('sqlite_master').where('type', 'table');
      for (const { name } of tables) {
        texts.push(name, JSON.stringify(await knex(name)));
      }
      await knex.destroy();
    }
    return texts.join('\n');
  }

  /** Everything that the API says of these endpoints, once they are made. */
  async function askEverything(endpoints: Endpoint[]): Promise<string> {
    const routes = [
      '/dashboard',
      '/endpoints',
      '/event-types',
      '/deliveries?limit=500',
      ...endpoints.flatMap(({ id }) => [
        `/endpoints/${id}`,
        `/endpoints/${id}/health`,
      ]),
    ];
    const texts: string[] = [];
    for (const route of routes) {
      texts.push((await backend.call('GET', `/webhooks${route}`)).text);
    }
    const { items } = await backend.done(
      'GET',
      '/webhooks/deliveries?limit=500',
    );
    for (const { id } of items) {
      for (const route of [`/deliveries/${id}`, `/deliveries/${id}/attempts`]) {
        texts.push((await backend.call('GET', `/webhooks${route}`)).text);
      }
    }
    return texts.join('\n');
  }

  it('are in no log, no payload, no later answer, and in no table in the clear', async () => {
    const standard = await add('fine');
    const echoing = await add('echoing');
    const legacy = await add('echoing/legacy', {
      eventTypes: ['booking.started'],
      profile: 'legacy-flat',
      legacySecret: LEGACY_SECRET,
    });
    const endpoints = [standard, echoing, legacy];
    const answers: string[] = [];
    const post = async (route: string, body?: object) => {
      const answer = await backend.call('POST', `/webhooks${route}`, body);
      answers.push(answer.text);
      return answer;
    };

    await portal.book(3);
    for (const { id } of endpoints) {
      await post(`/endpoints/${id}/test`);
      const patched = await backend.call(
        'PATCH',
        `/webhooks/endpoints/${id}`,
        { description: 'Changed' },
        { 'if-match': '*' },
      );
      answers.push(patched.text);
      expect(patched.status).toBe(200);
    }
    const rotated = await backend.done<{ secret: string }>(
      'POST',
      `/webhooks/endpoints/${standard.id}/rotate-secret`,
      { overlapHours: 1 },
    );
    await portal.book(3);
    await post(`/endpoints/${standard.id}/test`);
    // A mistake, so that its message is looked at as well.
    const refused = await post('/endpoints', {
      url: 'http://10.0.0.1/',
      eventTypes: ['booking.started'],
      scope: { kind: 'all' },
      headers: { authorization: `Bearer ${CREDENTIAL}` },
      profile: 'legacy-flat',
      legacySecret: LEGACY_SECRET,
    });
    expect(refused.status).toBe(400);
    await portal.rows(
      'attempt',
      {},
      rows =>
        rows.filter(({ outcome }) => outcome === 'delivered').length >= 8 &&
        rows.filter(({ outcome }) => outcome === 'failed').length >= 6,
    );
    answers.push(await askEverything(endpoints));

    const secrets = [standard.secret, echoing.secret, rotated.secret];
    const canaries = [
      CREDENTIAL,
      LEGACY_SECRET,
      ...secrets.map(secret => secret.replace('whsec_', '')),
    ].flatMap(secret => [secret, Buffer.from(secret).toString('base64')]);
    const received = portal.receivers.received();
    const places = {
      log: backend
        .logFiles()
        .map(file => readFileSync(file, 'utf8'))
        .join('\n'),
      answers: answers.join('\n'),
      payloads: received.map(({ body }) => body).join('\n'),
      tables: await dump(),
    };
    for (const [place, text] of Object.entries(places)) {
      expect(text.length).toBeGreaterThan(1_000);
      const found = canaries.filter(canary => text.includes(canary));
      expect({ place, found }).toEqual({ place, found: [] });
    }
    // They were there to be found: in what went out, and what came back.
    expect(secrets.every(secret => /^whsec_.{20}/.test(secret))).toBe(true);
    const sent = received.map(({ headers }) => headers['x-api-key']);
    expect(new Set(sent)).toEqual(new Set([CREDENTIAL]));
    expect(places.tables).toContain('webhook-signature');
  });
});
