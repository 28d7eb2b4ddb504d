import { TestDatabases } from '@backstage/backend-test-utils';
import { type Principal, principals } from '../__testUtils__/people';
import { type Answer, type Portal } from '../__testUtils__/portal';
import { startFurnished } from '../__testUtils__/startFurnished';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const everyone = Object.keys(principals) as Principal[];
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const other = { title: 'Other' };

describe.each(databases.eachSupportedId())('endpoint actions on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startFurnished(databases, id);
  });
  afterAll(() => portal.stop());

  const doings: [
    string,
    (who: Principal) => Promise<[routed: Answer, acted: Answer]>,
  ][] = [
    [
      'get-endpoint',
      async who => {
        const one = await portal.endpoint();
        return [
          await portal.call(who, 'GET', `/endpoints/${one.id}`),
          await portal.invoke(who, 'get-endpoint', {
            id: one.id.toUpperCase(),
          }),
        ];
      },
    ],
    [
      'update-endpoint',
      async who => {
        const one = await portal.endpoint();
        const two = await portal.endpoint();
        return [
          await portal.call(who, 'PATCH', `/endpoints/${one.id}`, {
            headers: { 'if-match': '*' },
            body: other,
          }),
          await portal.invoke(who, 'update-endpoint', {
            id: two.id.toUpperCase(),
            version: two.version,
            ...other,
          }),
        ];
      },
    ],
    [
      'delete-endpoint',
      async who => {
        const one = await portal.endpoint();
        const two = await portal.endpoint();
        return [
          await portal.call(who, 'DELETE', `/endpoints/${one.id}`),
          await portal.invoke(who, 'delete-endpoint', { id: two.id }),
        ];
      },
    ],
    [
      'get-dashboard',
      async who => [
        await portal.call(who, 'GET', '/dashboard'),
        await portal.invoke(who, 'get-dashboard', {}),
      ],
    ],
  ];

  it.each(doings)('%s for whom the route does', async (_, doing) => {
    const seen = new Set<number>();
    for (const who of everyone) {
      const [routed, acted] = await doing(who);
      const status = routed.status < 300 ? 200 : routed.status;
      expect([who, acted.status, acted.body.error?.name]).toEqual([
        who,
        status,
        routed.body.error?.name,
      ]);
      seen.add(status);
    }
    expect(seen).toContain(200);
    expect(seen).toContain(401);
  });

  it('change an endpoint, and not one that has changed since', async () => {
    const { id: one, version } = await portal.endpoint();
    const update = (title: string) =>
      portal.invoke('campusAdmin', 'update-endpoint', {
        id: one,
        version,
        title,
      });
    const changed = await update('Doors');
    expect(changed.body.output.endpoint).toMatchObject({
      id: one,
      version: version + 1,
      title: 'Doors',
    });
    const stale = await update('Windows');
    expect(stale.status).toBe(412);
    expect(stale.body.error.message).toMatch(/changed/);
    const read = await portal.invoke('campusAdmin', 'get-endpoint', {
      id: one,
    });
    expect(read.body.output).toMatchObject({
      endpoint: { title: 'Doors', link: `/webhooks/endpoints?form=${one}` },
      health: { hours: 24, deliveries: 0 },
    });
  });

  it('delete an endpoint once', async () => {
    const { id: one } = await portal.endpoint();
    const remove = () =>
      portal.invoke('campusAdmin', 'delete-endpoint', { id: one });
    expect((await remove()).body.output).toEqual({ id: one });
    expect((await remove()).status).toBe(404);
  });

  it('show neither a secret nor a header', async () => {
    const token = 'Bearer canary-header-token-1a2b3c4d';
    const { id: one, version } = await portal.endpoint({
      headers: { Authorization: token },
    });
    const answers = [
      await portal.invoke('admin', 'get-endpoint', { id: one }),
      await portal.invoke('admin', 'update-endpoint', {
        id: one,
        version,
        headers: { Authorization: `${token}-again` },
      }),
      await portal.invoke('admin', 'get-dashboard', {}),
    ];
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200]);
    const texts = answers.map(answer => answer.text).join();
    expect(texts).not.toContain('canary');
    expect(texts).not.toContain('whsec_');
  });

  it.each<[string, object]>([
    ['url', { url: 'ftp://example.com' }],
    ['title', { title: 'a\0' }],
    ['eventTypes', { eventTypes: [] }],
    ['kind', { scope: { kind: 'planet' } }],
    ['status', { status: 'paused' }],
    ['version', { version: '*', title: 'Other' }],
  ])('refuse a bad %s', async (field, change) => {
    const { id: one, version } = await portal.endpoint();
    const answer = await portal.invoke('admin', 'update-endpoint', {
      id: one,
      version,
      ...change,
    });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.error)).toContain(field);
    const kept = await portal.done('admin', 'GET', `/endpoints/${one}`);
    expect(kept.version).toBe(version);
  });

  it.each([
    ['get-endpoint', {}],
    ['update-endpoint', { version: 1, ...other }],
    ['delete-endpoint', {}],
  ])('say so where there is nothing to %s', async (action, more) => {
    const input = { id: UNKNOWN, ...more };
    const answer = await portal.invoke('admin', action, input);
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toContain(UNKNOWN);
  });
});
