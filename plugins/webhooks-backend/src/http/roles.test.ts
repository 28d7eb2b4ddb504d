import { TestDatabases } from '@backstage/backend-test-utils';
import { operations } from '../__testUtils__/contract';
import { type Principal } from '../__testUtils__/people';
import {
  CAMPUS,
  machineEvent,
  type Portal,
  type Sent,
  TYPES,
} from '../__testUtils__/portal';
import { startFurnished } from '../__testUtils__/startFurnished';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const columns: [string, Principal][] = [
  ['global admin', 'admin'],
  ['site admin', 'campusAdmin'],
  ['admin of another site', 'cloudAdmin'],
  ['operations', 'operations'],
  ['member', 'member'],
  ['auditor', 'auditor'],
  ['visitor', 'visitor'],
  ['user no longer in the catalog', 'gone'],
  ['plugin of the portal', 'plugin'],
  ['external token', 'external'],
  ['nobody', 'nobody'],
];

/** Each operation with its expected answers, one for each column, on the campus. */
//                  admin site other oper member audit visit gone plug ext nobody
const EVERYBODY = ' 200 200 200 200 200 200 403 403 200 403 401';
const SEES = '      200 200 404 200 404 200 404 404 200 404 401';
const CHANGES = '   200 200 404 200 404 403 404 404 403 404 401';
const CREATES = '   201 201 403 201 403 403 403 403 403 403 401';
const EVERYWHERE = '201 403 403 201 403 403 403 403 403 403 401';
const BULK = '      202 202 202 202 403 403 403 403 403 403 401';
const PLUGIN = '    403 403 403 403 403 403 403 403 200 403 401';

const to = (status: number, row: string) => row.replace(/\b20\d/g, `${status}`);

const table: Record<string, string> = {
  getDashboard: EVERYBODY,
  listEndpoints: EVERYBODY,
  createEndpoint: CREATES,
  'createEndpoint for everything': EVERYWHERE,
  'createEndpoint for a type everywhere': EVERYWHERE,
  'createEndpoint for an offering': EVERYWHERE,
  'createEndpoint for somebody else': EVERYWHERE,
  getEndpoint: SEES,
  'getEndpoint for everything': '200 404 404 200 404 200 404 404 200 404 401',
  updateEndpoint: CHANGES,
  'updateEndpoint to everything': '200 403 404 200 404 403 404 404 403 404 401',
  deleteEndpoint: to(204, CHANGES),
  pauseEndpoint: CHANGES,
  resumeEndpoint: CHANGES,
  testEndpoint: to(202, CHANGES),
  rotateEndpointSecret: CHANGES,
  replayEndpoint: to(202, CHANGES),
  getEndpointHealth: SEES,
  listDeliveries: EVERYBODY,
  redeliverDeliveries: BULK,
  getDelivery: SEES,
  listAttempts: SEES,
  redeliverDelivery: to(202, CHANGES),
  listEventTypes: EVERYBODY,
  registerEventTypes: PLUGIN,
  publishEvent: to(202, PLUGIN),
};

type Request = [method: string, path: string, sent?: Sent];

/** A good request for each operation, on things of their own. */
function requestsTo(
  portal: Portal,
): Record<string, () => Promise<Request> | Request> {
  const newest = { 'if-match': '*' };
  const fresh = async () => (await portal.endpoint()).id;
  const delivery = async () => {
    await portal.endpoint();
    const event = await portal.publish();
    const { items } = await portal.done(
      'admin',
      'GET',
      `/deliveries?event=${event.id}`,
    );
    return items[0].id;
  };
  const create = (more: object): Request => [
    'POST',
    '/endpoints',
    {
      body: {
        url: 'https://hooks.example.com/callboard',
        eventTypes: TYPES,
        scope: { kind: 'site', ref: CAMPUS },
        ...more,
      },
    },
  ];
  const on = async (action: string, sent?: Sent): Promise<Request> => [
    'POST',
    `/endpoints/${await fresh()}/${action}`,
    sent,
  ];
  return {
    getDashboard: () => ['GET', '/dashboard'],
    listEndpoints: () => ['GET', '/endpoints?health=true'],
    createEndpoint: () => create({}),
    'createEndpoint for everything': () => create({ scope: { kind: 'all' } }),
    'createEndpoint for a type everywhere': () =>
      create({ scope: { kind: 'type', ref: 'machine' } }),
    'createEndpoint for an offering': () =>
      create({ scope: { kind: 'offering', ref: 'offering:default/vm' } }),
    'createEndpoint for somebody else': () =>
      create({ owner: 'user:default/member' }),
    getEndpoint: async () => ['GET', `/endpoints/${await fresh()}`],
    'getEndpoint for everything': async () => [
      'GET',
      `/endpoints/${(await portal.endpoint({ scope: { kind: 'all' } })).id}`,
    ],
    updateEndpoint: async () => [
      'PATCH',
      `/endpoints/${await fresh()}`,
      { headers: newest, body: { title: 'Other' } },
    ],
    'updateEndpoint to everything': async () => [
      'PATCH',
      `/endpoints/${await fresh()}`,
      { headers: newest, body: { scope: { kind: 'all' } } },
    ],
    deleteEndpoint: async () => ['DELETE', `/endpoints/${await fresh()}`],
    pauseEndpoint: () => on('pause'),
    resumeEndpoint: () => on('resume'),
    testEndpoint: () => on('test'),
    rotateEndpointSecret: () => on('rotate-secret'),
    replayEndpoint: () =>
      on('replay', { body: { since: new Date().toISOString() } }),
    getEndpointHealth: async () => [
      'GET',
      `/endpoints/${await fresh()}/health`,
    ],
    listDeliveries: () => ['GET', '/deliveries'],
    redeliverDeliveries: () => [
      'POST',
      '/deliveries/redeliver',
      { body: { status: 'dead' } },
    ],
    getDelivery: async () => ['GET', `/deliveries/${await delivery()}`],
    listAttempts: async () => [
      'GET',
      `/deliveries/${await delivery()}/attempts`,
    ],
    redeliverDelivery: async () => [
      'POST',
      `/deliveries/${await delivery()}/redeliver`,
    ],
    listEventTypes: () => ['GET', '/event-types'],
    registerEventTypes: () => [
      'PUT',
      '/sources/machines/event-types',
      { body: { eventTypes: [] } },
    ],
    publishEvent: () => ['POST', '/events', { body: machineEvent() }],
  };
}

it('has a row for every operation of the document', () => {
  const rows = Object.keys(table).filter(row => !row.includes(' '));
  expect(rows.sort()).toEqual(operations.map(one => one.id).sort());
  for (const row of Object.values(table)) {
    expect(row.trim().split(/\s+/)).toHaveLength(columns.length);
  }
});

describe.each(databases.eachSupportedId())('who may do what on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startFurnished(databases, id);
  });
  afterAll(() => portal.stop());

  it.each(Object.keys(table))('%s', async operation => {
    const row = table[operation].trim().split(/\s+/);
    const got: string[] = [];
    let request: Request | undefined;
    for (const [title, who] of columns) {
      request ??= await requestsTo(portal)[operation]();
      const [method, path, sent] = request;
      const answer = await portal.call(who, method, path, sent);
      if (method !== 'GET' && answer.status < 300) {
        request = undefined;
      }
      got.push(`${title}: ${answer.status}`);
    }
    expect(got).toEqual(columns.map(([title], i) => `${title}: ${row[i]}`));
  });

  it('refuses before it looks at what was sent', async () => {
    const got: string[] = [];
    const expected: string[] = [];
    for (const [operation, cells] of Object.entries(table)) {
      const [method, path] = await requestsTo(portal)[operation]();
      if (method === 'GET' || operation.includes(' ')) continue;
      for (const [index, [title, who]] of columns.entries()) {
        const status = cells.trim().split(/\s+/)[index];
        // Where an admin may have an endpoint is decided by its scope.
        const byScope = operation === 'createEndpoint' && who === 'cloudAdmin';
        if (!status.startsWith('4') || byScope) continue;
        const answer = await portal.call(
          who,
          method,
          path,
          method === 'DELETE' ? {} : { body: { odd: true } },
        );
        expected.push(`${operation} ${title}: ${status}`);
        got.push(`${operation} ${title}: ${answer.status}`);
      }
    }
    expect(got).toEqual(expected);
    expect(got.length).toBeGreaterThan(80);
  });

  it('tells nobody whether an id is one of another site', async () => {
    const endpoint = await portal.endpoint();
    const unknown = '00000000-0000-4000-8000-000000000000';
    const texts = await Promise.all(
      [endpoint.id, unknown].flatMap(one =>
        ['', '/health'].map(async rest => {
          const answer = await portal.call(
            'cloudAdmin',
            'GET',
            `/endpoints/${one}${rest}`,
          );
          return [answer.status, answer.text.replaceAll(one, '<id>')];
        }),
      ),
    );
    expect(texts.slice(0, 2)).toEqual(texts.slice(2));
    expect(texts.map(([status]) => status)).toEqual([404, 404, 404, 404]);
  });
});
