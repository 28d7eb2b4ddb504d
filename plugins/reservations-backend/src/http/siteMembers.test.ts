import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  MemberOutcome,
  Site,
  SiteMember,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('site members on %p', id => {
  let portal: Portal;
  let site: Site;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());
  beforeEach(async () => {
    count += 1;
    site = await portal.site({
      name: `lab-${count}`,
      visibility: 'members',
      admins: [principals.campusAdmin],
      members: [principals.researcher],
    });
  });

  const membersOf = async () => {
    const { items } = await portal.done<{ items: SiteMember[] }>(
      'campusAdmin',
      'GET',
      `/sites/${site.id}/members`,
    );
    return items;
  };
  const change = async (body: object, who: Principal = 'campusAdmin') => {
    const answer = await portal.call<{ results: MemberOutcome[] }>(
      who,
      'POST',
      `/sites/${site.id}/members`,
      { body },
    );
    return answer.body.results?.map(({ outcome }) => outcome);
  };
  const events = async () => {
    const rows = await portal
      .knex('outbox_event')
      .where({ aggregate: `site:${site.id}` })
      .orderBy('sequence');
    return rows.map(row => {
      const data =
        typeof row.data === 'string' ? JSON.parse(row.data) : row.data;
      return data.member ? [row.type, data.member.ref, row.actor] : [row.type];
    });
  };
  const member = (ref: string) => ({ ref, role: 'member' });
  const admin = (ref: string) => ({ ref, role: 'admin' });

  it('come and go many at once, each with an event and its own since', async () => {
    const [boss, first] = await membersOf();
    expect([boss.role, first.role]).toEqual(['admin', 'member']);
    const answer = await portal.call(
      'campusAdmin',
      'POST',
      `/sites/${site.id}/members`,
      {
        body: {
          add: [
            member(principals.developer),
            member('group:default/lab'),
            member('user:default/who-is-this'),
            member('nonsense'),
            member(principals.researcher),
          ],
          remove: [member(principals.insider)],
        },
      },
    );
    expect(answer.body.results).toMatchObject([
      { ref: principals.developer, outcome: 'added' },
      { outcome: 'added' },
      { outcome: 'failed', message: expect.stringMatching(/catalog\.$/) },
      { ref: 'nonsense', outcome: 'failed' },
      { outcome: 'unchanged' },
      { outcome: 'unchanged' },
    ]);
    const now = await membersOf();
    expect(now.map(({ ref }) => ref)).toEqual([
      principals.campusAdmin,
      'group:default/lab',
      principals.developer,
      principals.researcher,
    ]);
    expect(now.find(({ ref }) => ref === principals.researcher)).toEqual(first);
    const by = principals.campusAdmin;
    expect(await events()).toEqual([
      ['site.created'],
      ['member.added', principals.campusAdmin, principals.admin],
      ['member.added', principals.researcher, principals.admin],
      ['member.added', principals.developer, by],
      ['member.added', 'group:default/lab', by],
    ]);
    const seen = await portal.call('developer', 'GET', `/sites/${site.id}`);
    expect(seen.body.version).toBe(2);
    expect(await change({ remove: [member(principals.developer)] })).toEqual([
      'removed',
    ]);
    const lost = await portal.call('developer', 'GET', `/sites/${site.id}`);
    expect(lost.status).toBe(404);
  });

  it('stay as they are where a change of the site keeps them', async () => {
    const before = await membersOf();
    await new Promise(wake => setTimeout(wake, 5));
    await portal.done('campusAdmin', 'PATCH', `/sites/${site.id}`, {
      headers: { 'if-match': '"1"' },
      body: { members: [principals.researcher, principals.developer] },
    });
    const after = await membersOf();
    expect(after).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining(before));
    const names = (await events()).map(([type, ref]) => `${type} ${ref ?? ''}`);
    expect(names.slice(-2)).toEqual([
      'site.changed ',
      `member.added ${principals.developer}`,
    ]);
    const unknown = await portal.call(
      'campusAdmin',
      'PATCH',
      `/sites/${site.id}`,
      {
        headers: { 'if-match': '*' },
        body: {
          admins: [principals.campusAdmin, 'group:default/not-yet-there'],
        },
      },
    );
    expect(unknown.status).toBe(400);
    expect(unknown.body.fields[0].field).toBe('admins/1');
  });

  it('keep an admin whom the catalog knows, unless a global admin says otherwise', async () => {
    expect(await change({ remove: [admin(principals.campusAdmin)] })).toEqual([
      'failed',
    ]);
    const emptied = await portal.call(
      'campusAdmin',
      'PATCH',
      `/sites/${site.id}`,
      {
        headers: { 'if-match': '*' },
        body: { admins: [] },
      },
    );
    expect(emptied.status).toBe(403);
    // An admin who has left the catalog is nobody to leave a site to.
    await portal.knex('site_member').insert({
      site_id: site.id,
      role: 'admin',
      ref: principals.gone,
      created_at: 1,
    });
    await portal.knex('inventory_revision').increment('n', 1);
    expect(await change({ remove: [admin(principals.campusAdmin)] })).toEqual([
      'failed',
    ]);
    expect(
      await change({
        add: [admin(principals.vaultAdmin)],
        remove: [admin(principals.campusAdmin)],
      }),
    ).toEqual(['added', 'removed']);
    expect(
      await change(
        {
          remove: [admin(principals.vaultAdmin), admin(principals.gone)],
        },
        'admin',
      ),
    ).toEqual(['removed', 'removed']);
  });

  it('are changed once by a request that is repeated', async () => {
    const send = () =>
      portal.call('campusAdmin', 'POST', `/sites/${site.id}/members`, {
        headers: { 'idempotency-key': 'once' },
        body: { add: [member(principals.developer)] },
      });
    const first = await send();
    const second = await send();
    expect(second.body).toEqual(first.body);
    expect(first.body.results[0].outcome).toBe('added');
  });

  it('are at most 500 at once, and nobody’s own doing', async () => {
    const many = Array.from({ length: 260 }, (_, n) =>
      member(`user:default/m${n}`),
    );
    const answer = await portal.call(
      'campusAdmin',
      'POST',
      `/sites/${site.id}/members`,
      {
        body: { add: many, remove: many },
      },
    );
    expect(answer.status).toBe(400);
    const before = await membersOf();
    for (const who of [
      'researcher',
      'developer',
      'auditor',
      'guest',
      'gone',
    ] as const) {
      for (const [method, path, body] of [
        [
          'POST',
          `/sites/${site.id}/members`,
          { add: [admin(principals[who])] },
        ],
        ['PATCH', `/sites/${site.id}`, { admins: [principals[who]] }],
      ] as const) {
        const refused = await portal.call(who, method, path, {
          headers: { 'if-match': '*' },
          body,
        });
        expect([who, [403, 404].includes(refused.status)]).toEqual([who, true]);
      }
    }
    expect(await membersOf()).toEqual(before);
  });
});
