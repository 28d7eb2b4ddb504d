import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Role } from '@callboard/access-policy';
import { openChain } from '../__testUtils__/chains';
import { person, principals } from '../__testUtils__/people';
import { type Portal, startPortal } from '../__testUtils__/portal';
import { EntryStore, toEntry } from '../log';
import { AccessWatcher } from './AccessWatcher';
import { toPeople } from './CatalogPeople';
import { SnapshotStore } from './SnapshotStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const mapping = {
  rolesOf: (claims: string[]): Role[] =>
    claims.includes('group:default/members') ? ['member'] : [],
};

describe.each(databases.eachSupportedId().map(([id]) => id))('%s', id => {
  it('puts on record what the catalog changed by itself', async () => {
    const chain = await openChain(await databases.init(id));
    let entities = [
      person('group:default/members', 'childOf', []),
      person('group:default/team', 'childOf', ['members']),
      person('user:default/one', 'memberOf', ['team']),
      person('user:default/two', 'memberOf', []),
    ];
    const snapshot = new SnapshotStore();
    const watcher = AccessWatcher.create({
      ...chain,
      people: { read: async () => toPeople(entities) },
      mapping,
      snapshot,
      logger: mockServices.logger.mock(),
      watchMs: 1000,
    });
    const said = async () => {
      const rows = await chain.database.read(db =>
        new EntryStore().read(db, {}, undefined, 100),
      );
      return rows
        .map(toEntry)
        .sort((a, b) => a.position - b.position)
        .map(({ action, subject, refs, actor }) =>
          `${actor} ${action} ${subject?.ref ?? ''} ${refs.group ?? refs.through ?? ''}`.trim(),
        );
    };

    await watcher.run();
    await watcher.run();
    expect(await said()).toEqual(['system:catalog access-review.began']);

    chain.clock.advance(60_000);
    entities = [
      person('group:default/members', 'childOf', []),
      person('group:default/team', 'childOf', []),
      person('user:default/one', 'memberOf', ['team']),
      person('user:default/three', 'memberOf', ['members']),
    ];
    await Promise.all([watcher.run(), watcher.run()]);
    const changes = (await said()).slice(1);
    expect(changes.toSorted()).toEqual(
      [
        'membership.removed user:default/one group:default/members',
        'role.lost user:default/one group:default/members',
        'role.gained user:default/one',
        'person.disappeared user:default/two',
        'role.lost user:default/two',
        'person.appeared user:default/three',
        'membership.added user:default/three group:default/members',
        'role.gained user:default/three group:default/members',
      ]
        .map(text => `system:catalog ${text}`)
        .toSorted(),
    );
    const known = await chain.database.read(db => snapshot.read(db));
    const since = [...known.values()].map(
      fact => `${fact.principal} ${fact.what}: ${fact.since ?? 'before'}`,
    );
    expect(since).toContain('user:default/one group:default/team: before');
    expect(since).toContain(
      `user:default/three group:default/members: ${chain.clock.now}`,
    );

    // A catalog that is being started has nobody yet.
    entities = [];
    await watcher.run();
    expect(await said()).toHaveLength(9);
    expect((await chain.verify()).valid).toBe(true);
  });

  describe('in a portal', () => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal({
        reservations: await databases.init(id),
        audit: await databases.init(id),
      });
      await portal.reserve('POST', '/sites', {
        name: 'campus',
        title: 'Campus',
        timeZone: 'UTC',
        admins: ['group:default/campus-team'],
        members: ['user:default/member'],
      });
      await portal.reserve('POST', '/access-grants', {
        subjectRef: 'user:default/visitor',
        siteRef: 'resource:default/campus',
        until: '2199-01-01T00:00:00.000Z',
      });
    });
    afterAll(() => portal.stop());

    it('says who can do what, where, and through what', async () => {
      const review = await portal.done('auditor', 'GET', '/access-review');
      const rows = review.items.map(
        (right: any) =>
          `${right.principal} ${right.role} ${right.scope.siteRef ?? right.scope.kind} ${right.through.kind} ${right.through.kind === 'grant' ? '' : right.through.ref}`,
      );
      expect(rows).toEqual([
        'external:campus-robot auditor resource:default/campus config callboard.access.serviceAccounts',
        'user:default/admin global-admin everywhere group group:default/admins',
        'user:default/auditor auditor everywhere group group:default/auditors',
        'user:default/campus-admin site-admin resource:default/campus group group:default/campus-team',
        'user:default/campus-admin member everywhere group group:default/members',
        'user:default/member member everywhere group group:default/members',
        'user:default/member site-member resource:default/campus site resource:default/campus',
        'user:default/operations operations everywhere group group:default/operations',
        'user:default/visitor guest resource:default/campus grant ',
        'user:default/visitor visitor everywhere config callboard.access.roles',
      ]);
      const guest = review.items.find((right: any) => right.role === 'guest');
      expect(guest.until).toBe('2199-01-01T00:00:00.000Z');
      expect(guest.since).toBeDefined();
      expect(review.total).toBe(10);
    });

    it('filters and pages, and is a file too', async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page: any = await portal.done(
          'auditor',
          'GET',
          `/access-review?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
        );
        seen.push(...page.items.map((right: any) => right.principal));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toHaveLength(10);
      const total = async (query: string) =>
        (await portal.done('auditor', 'GET', `/access-review?${query}`)).total;
      expect(await total('role=site-admin&role=guest')).toBe(2);
      expect(await total('site=resource:default/campus')).toBe(4);
      expect(await total(`principal=${principals.member}`)).toBe(2);
      expect(await total('through=group:default/members')).toBe(2);
      expect(await total('q=campus%20robot')).toBe(1);
      const csv = await portal.call(
        'auditor',
        'GET',
        '/access-review?format=csv',
      );
      expect(csv.text.trimEnd().split('\r\n')).toHaveLength(11);
      expect(csv.headers.get('content-disposition')).toMatch(/access-review/);
      const { items } = await portal.done(
        'auditor',
        'GET',
        '/entries?action=audit-log.exported',
      );
      expect(items[0].actor).toBe(principals.auditor);
    });

    it('says how rights came about', async () => {
      await portal.announce({
        type: 'member.added',
        aggregate: 'site:1',
        refs: {
          site: 'resource:default/campus',
          owner: 'user:default/member',
        },
        data: { member: { ref: 'user:default/member', role: 'member' } },
      });
      const changes = async (query: string) =>
        (await portal.done('auditor', 'GET', `/access-review/changes${query}`))
          .items;
      const mine = await changes('?principal=user:default/member');
      expect(mine.map((entry: any) => entry.action)).toContain('member.added');
      expect((await changes('')).length).toBeGreaterThanOrEqual(mine.length);
      expect(await changes('?principal=user:default/other')).toEqual([]);
    });

    it('says the same to an agent, and to nobody else', async () => {
      for (const who of Object.keys(
        principals,
      ) as (keyof typeof principals)[]) {
        for (const [action, path] of [
          ['review-access', '/access-review?limit=500'],
          ['list-access-changes', '/access-review/changes?limit=500'],
        ]) {
          const routed = await portal.call(who, 'GET', path);
          const acted = await portal.invoke(who, action, { limit: 500 });
          expect([who, action, acted.status]).toEqual([
            who,
            action,
            routed.status,
          ]);
          const { rights, entries } = acted.body.output ?? {};
          // The catalog goes on being watched between the two.
          expect((rights ?? entries)?.length ?? 0).toBeGreaterThanOrEqual(
            routed.body.items?.length ?? 0,
          );
        }
      }
      const narrowed = await portal.invoke('auditor', 'review-access', {
        principal: principals.member,
        roles: ['member'],
        limit: 1,
      });
      expect(narrowed.body.output).toMatchObject({
        total: 1,
        rights: [{ principal: principals.member, role: 'member' }],
      });
      for (const input of [
        { roles: ['king'] },
        { site: '../x' },
        { q: 'a\0' },
        { cursor: 'a\0' },
      ]) {
        const bad = await portal.invoke('auditor', 'review-access', input);
        expect(bad.status).toBe(400);
      }
      const day = { from: 'yesterday' };
      const bad = await portal.invoke('auditor', 'list-access-changes', day);
      expect(bad.status).toBe(400);
    });
  });
});
