import { TestDatabases } from '@backstage/backend-test-utils';
import {
  furnish,
  type Portal,
  type Principal,
  principals,
  type Sent,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const everyone = Object.keys(principals) as Principal[];
const CAMPUS = 'resource:default/campus';

jest.setTimeout(120_000);

interface Thing {
  id: string;
  version: number;
  name: string;
}

describe.each(databases.eachSupportedId())('inventory actions on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  const name = () => {
    count += 1;
    return `campus-thing-${count}`;
  };
  const invoke = (who: Principal, action: string, input: object = {}) =>
    portal.invoke(who, action, input);
  const newest: Sent['headers'] = { 'if-match': '*' };

  const kinds: {
    slug: string;
    path: string;
    end: string;
    create: () => object;
    make: () => Promise<Thing>;
    bad: [field: string, change: object][];
  }[] = [
    {
      slug: 'site',
      path: '/sites',
      end: 'archive',
      create: () => ({ name: name(), title: 'New', timeZone: 'UTC' }),
      make: () =>
        portal.site({ name: name(), admins: [principals.campusAdmin] }),
      bad: [
        ['timeZone', { timeZone: 'Nowhere/Else' }],
        [
          'day',
          { openingHours: [{ day: 'someday', opens: '1', closes: '2' }] },
        ],
        ['name', { name: 'renamed' }],
      ],
    },
    {
      slug: 'resource-type',
      path: '/resource-types',
      end: 'delete',
      create: () => ({
        name: name(),
        title: 'New',
        colour: '#123456',
        siteRef: CAMPUS,
      }),
      make: () => portal.type({ name: name(), siteRef: CAMPUS }),
      bad: [
        ['colour', { colour: 'red' }],
        ['setupMinutes', { setupMinutes: -1 }],
        ['quotas', { policyDefaults: { quotas: [{ per: 'nobody' }] } }],
      ],
    },
    {
      slug: 'resource',
      path: '/resources',
      end: 'archive',
      create: () => ({ name: name(), siteRef: CAMPUS, type: 'plain' }),
      make: () => portal.resource({ name: name() }),
      bad: [
        ['capacity', { capacity: 0 }],
        ['status', { status: 'odd' }],
        ['title', { title: 'a\0' }],
      ],
    },
  ];

  it.each(kinds)(
    'create, change and $end a $slug for whom the routes do',
    async ({ slug, path, end, create, make }) => {
      const statuses = new Set<number>();
      const same = async (
        who: Principal,
        routed: { status: number },
        acted: { status: number },
      ) => {
        const status = routed.status < 300 ? 200 : routed.status;
        expect([who, slug, acted.status]).toEqual([who, slug, status]);
        statuses.add(status);
      };
      for (const who of everyone) {
        await same(
          who,
          await portal.call(who, 'POST', path, { body: create() }),
          await invoke(who, `create-${slug}`, create()),
        );
        const [one, other] = [await make(), await make()];
        const body = { title: 'Other' };
        await same(
          who,
          await portal.call(who, 'PATCH', `${path}/${one.id}`, {
            headers: newest,
            body,
          }),
          await invoke(who, `update-${slug}`, {
            id: other.id.toUpperCase(),
            version: other.version,
            ...body,
          }),
        );
        await same(
          who,
          await portal.call(who, 'DELETE', `${path}/${one.id}`),
          await invoke(who, `${end}-${slug}`, { id: other.id }),
        );
      }
      expect([...statuses].sort()).toEqual([200, 401, 403, 404]);
    },
  );

  it.each(kinds)(
    'tell of a $slug what is there, and refuse what has changed since',
    async ({ slug, path, make }) => {
      const { id: one, version } = await make();
      const change = (title: string) =>
        invoke('admin', `update-${slug}`, { id: one, version, title });
      const changed = await change('Other');
      const [said] = Object.values<Thing>(changed.body.output);
      expect(said).toEqual(await portal.done('admin', 'GET', `${path}/${one}`));
      expect(said.version).toBe(version + 1);
      const stale = await change('Mine');
      expect(stale.status).toBe(412);
      expect(stale.body.error.message).toMatch(/changed/);
    },
  );

  it.each(kinds.flatMap(kind => kind.bad.map(bad => ({ ...kind, bad }))))(
    'refuse a bad $bad.0 of a $slug',
    async ({ slug, make, bad: [field, change] }) => {
      const { id: one, version } = await make();
      const rows = await portal.rowCounts();
      const answer = await invoke('admin', `update-${slug}`, {
        id: one,
        version,
        ...change,
      });
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body.error)).toContain(field);
      expect(await portal.rowCounts()).toEqual(rows);
    },
  );

  it('create once under one idempotency key', async () => {
    for (const { slug, create } of kinds) {
      const input = { ...create(), idempotencyKey: 'once' };
      const answers = [
        await invoke('admin', `create-${slug}`, input),
        await invoke('admin', `create-${slug}`, input),
      ];
      expect(answers.map(one => one.status)).toEqual([200, 200]);
      expect(answers[1].body).toEqual(answers[0].body);
      const other = await invoke('admin', `create-${slug}`, {
        ...input,
        title: 'Another',
      });
      expect(other.status).toBe(422);
    }
  });

  it('list who belongs to a site for whom the route does', async () => {
    const site = await portal.site({
      name: name(),
      visibility: 'members',
      admins: [principals.vaultAdmin],
    });
    for (const who of everyone) {
      const routed = await portal.call(who, 'GET', `/sites/${site.id}/members`);
      const acted = await invoke(who, 'list-site-members', {
        siteId: site.id.toUpperCase(),
      });
      expect([who, acted.status, acted.body.output?.members]).toEqual([
        who,
        routed.status,
        routed.body.items,
      ]);
    }
  });
});
