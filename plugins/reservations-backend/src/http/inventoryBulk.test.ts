import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  InventoryFile,
  InventoryImportReport,
  Page,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  type Portal,
  type Principal,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
jest.setTimeout(120_000);

const CSV =
  `kind,name,title,site,type,parent,capacity,timeZone,colour,admins,openingHours,attributesSchema,attributes.gpus,attributes.label
resource,farm-node-2,Node 2,farm,farm-node,farm-rack,,,,,,,8,"7"
resource,farm-rack,Rack,farm,plain,,,,,,,,,
resource,farm-node-1,"Node 1, the ""old"" one",farm,farm-node,farm-rack,,,,,,,4,a b
resource,farm-pool,Licences,farm,plain,,12,,,,,,,
site,farm,Server farm,,,,,Europe/Rome,,user:default/campus-admin group:default/lab,mon 08:00-20:00; tue 08:00-18:00,,,
type,farm-node,Farm node,farm,,,,,#1f6feb,,,"{""type"":""object"",""properties"":{""gpus"":{""type"":""integer""},""label"":{""type"":""string""}}}",,
`.replace('"7"\n', '"""7"""\n');

describe.each(databases.eachSupportedId())(
  'an inventory from and to a file, %s',
  databaseId => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal(await databases.init(databaseId));
      await furnish(portal);
    });

    afterAll(() => portal.stop());

    const load = (
      who: Principal,
      text: string,
      body: object = {},
      headers?: Record<string, string>,
    ) =>
      portal.call<InventoryImportReport>(who, 'POST', '/inventory/import', {
        body: { format: 'csv', text, ...body },
        headers,
      });

    it('says what it would do, does it, and then has nothing to do', async () => {
      const before = await portal.rowCounts();
      const dry = await load('admin', CSV);
      expect(dry.body.lines).toEqual([
        ...[
          [2, 'farm-node-2'],
          [3, 'farm-rack'],
          [4, 'farm-node-1'],
          [5, 'farm-pool'],
        ].map(([line, name]) => ({
          line,
          kind: 'resource',
          name,
          action: 'create',
        })),
        { line: 6, kind: 'site', name: 'farm', action: 'create' },
        { line: 7, kind: 'type', name: 'farm-node', action: 'create' },
      ]);
      expect(dry.body).toMatchObject({
        applied: false,
        counts: { create: 6, update: 0, unchanged: 0, error: 0 },
      });
      expect(await portal.rowCounts()).toEqual(before);

      const done = await load('admin', CSV, { dryRun: false });
      expect(done.body).toMatchObject({ applied: true, counts: { create: 6 } });
      const { items } = await portal.done<Page<Resource>>(
        'admin',
        'GET',
        '/resources?site=resource:default/farm',
      );
      expect(items).toMatchObject([
        { name: 'farm-pool', capacity: 12 },
        {
          name: 'farm-node-1',
          title: 'Node 1, the "old" one',
          parentRef: 'resource:default/farm-rack',
          attributes: { gpus: 4, label: 'a b' },
        },
        { name: 'farm-node-2', attributes: { gpus: 8, label: '7' } },
        { name: 'farm-rack' },
      ]);
      const again = await load('admin', CSV, { dryRun: false });
      expect(again.body).toMatchObject({
        applied: true,
        counts: { create: 0, update: 0, unchanged: 6, error: 0 },
      });
    });

    it.each(['csv', 'yaml'] as const)(
      'comes back as it went out: %s',
      async format => {
        const file = await portal.done<InventoryFile>(
          'admin',
          'GET',
          `/inventory/export?format=${format}`,
        );
        const { body } = await load('admin', file.text, {
          format,
          dryRun: false,
        });
        expect(body.lines.filter(one => one.action !== 'unchanged')).toEqual(
          [],
        );
        expect(body.counts.unchanged).toBeGreaterThan(8);
      },
    );

    it('changes only what a line says, and says what that is', async () => {
      const { body } = await load(
        'admin',
        'kind,name,title,parent,location\nresource,farm-node-1,Node one,,Room 1\n',
        { dryRun: false },
      );
      expect(body.lines).toEqual([
        {
          line: 2,
          kind: 'resource',
          name: 'farm-node-1',
          action: 'update',
          fields: ['title', 'location'],
        },
      ]);
      const { items } = await portal.done<Page<Resource>>(
        'admin',
        'GET',
        '/resources?ref=resource:default/farm-node-1',
      );
      expect(items[0]).toMatchObject({
        title: 'Node one',
        location: 'Room 1',
        parentRef: 'resource:default/farm-rack',
      });
    });

    it('saves nothing when a line has an error, and names all of them', async () => {
      const before = await portal.rowCounts();
      const { body } = await load(
        'admin',
        [
          'kind,name,title,site,type,parent,capacity,timeZone,attributes.gpus',
          'resource,good-one,Good,farm,plain,,,,',
          'resource,no-type,x,farm,nothing,,,,',
          'resource,loop-a,x,farm,plain,loop-b,,,',
          'resource,loop-b,x,farm,plain,loop-a,,,',
          'resource,bad name,x,farm,plain,,,,',
          'resource,good-one,x,farm,plain,,,,',
          'resource,no-parent,x,farm,plain,absent,,,',
          'resource,below-pool,x,farm,plain,farm-pool,,,',
          'resource,bad-gpus,x,farm,farm-node,,,,many',
          'resource,farm,x,farm,plain,,,,',
          'site,farm-rack,x,,,,,UTC,',
          'site,nowhere,x,,,,,Mars/Base,',
          'thing,other,x,,,,,,',
          'site,site-of-type,x,,plain,,,UTC,',
          'resource,farm-node-2,x,campus,,,,,',
          'resource,bad-units,x,farm,plain,,-1,,',
        ].join('\n'),
        { dryRun: false },
      );
      expect(body.applied).toBe(false);
      expect(
        body.lines.map(({ line, action, field }) => [line, action, field]),
      ).toEqual([
        [2, 'create', undefined],
        [3, 'error', 'type'],
        [4, 'error', 'parent'],
        [5, 'error', 'parent'],
        [6, 'error', 'name'],
        [7, 'error', 'name'],
        [8, 'error', 'parent'],
        [9, 'error', 'parent'],
        [10, 'error', 'attributes'],
        [11, 'error', 'name'],
        [12, 'error', 'name'],
        [13, 'error', 'timeZone'],
        [14, 'error', 'kind'],
        [15, 'error', 'type'],
        [16, 'error', 'site'],
        [17, 'error', 'capacity'],
      ]);
      const sentences = body.lines
        .filter(({ action }) => action === 'error')
        .map(({ message }) => message ?? '');
      expect(sentences.filter(one => !/^\S.*\.$/.test(one))).toEqual([]);
      expect(await portal.rowCounts()).toEqual(before);
    });

    it('reads YAML, with the line of what is wrong', async () => {
      const text = [
        'sites:',
        '  - name: lab-two',
        '    title: Lab two',
        '    timeZone: Europe/Rome',
        'resources:',
        '  - name: bench-1',
        '    site: lab-two',
        '    type: plain',
        '    colour: red',
        '  - { name: bench-2, site: lab-two, type: plain, parent: bench-3 }',
        '  - { name: bench-3, site: lab-two, type: plain }',
      ].join('\n');
      const { body } = await load('admin', text, { format: 'yaml' });
      expect(body.lines).toMatchObject([
        { line: 2, kind: 'site', action: 'create' },
        {
          line: 6,
          action: 'error',
          field: 'colour',
          message: 'A resource has no colour.',
        },
        { line: 10, action: 'create' },
        { line: 11, action: 'create' },
      ]);
      for (const [bad, line] of [
        ['sites: [', 1],
        ['sites:\n  - name: a\n    name: b\n', 3],
        ['things: []', 1],
        ['just text', 1],
        ['sites:\n  - 7\n', 2],
      ] as const) {
        const answer = await load('admin', bad, { format: 'yaml' });
        expect(answer.body.lines[0]).toMatchObject({ line, action: 'error' });
      }
    });

    it('says what is wrong with a table that is none', async () => {
      for (const text of [
        'name,title\nx,y\n',
        'kind,name,shape\nsite,x,round\n',
        'kind,name,name\nsite,x,y\n',
        'kind,name\n"site,x\n',
        'kind,name\nsite,x,too,many\n',
        '\n',
      ]) {
        const { body } = await load('admin', text);
        expect(body.counts).toMatchObject({ create: 0, error: 1 });
      }
      const many = `kind,name\n${'site,x\n'.repeat(5001)}`;
      expect((await load('admin', many)).body).toMatchObject({
        fields: [{ field: 'text' }],
      });
      const long = 'x'.repeat(5 * 1024 * 1024 + 1);
      expect((await load('admin', long)).status).toBe(400);
    });

    it('needs the rights of each line, and tells nothing of what is hidden', async () => {
      const header = 'kind,name,title,site,type,timeZone,colour\n';
      expect((await load('auditor', CSV)).status).toBe(403);
      const lines = [
        'resource,campus-new,New,campus,plain,,',
        'resource,cloud-new,New,cloud,plain,,',
        'resource,vault-new,New,vault,plain,,',
        'resource,vault-box,vault-box,vault,vault-type,,',
        'resource,vault-box-not,vault-box,vault,vault-type,,',
        'site,vault,vault,,,Europe/Rome,',
        'site,mine,Mine,,,UTC,',
        'type,campus-type,T,campus,,,#1f6feb',
        'type,global-type,T,,,,#1f6feb',
        'type,plain,Changed,,,,',
      ];
      const { body } = await load('campusAdmin', header + lines.join('\n'));
      expect(
        body.lines.map(({ action, message }) => message ?? action),
      ).toEqual([
        'create',
        'You may not create resources on this site.',
        'You may not create resources on this site.',
        'You may not create resources on this site.',
        'You may not create resources on this site.',
        'You may not create sites.',
        'You may not create sites.',
        'create',
        'You may not create global resource types.',
        'You may not change this resource type.',
      ]);
      const here = [
        'resource,vault-box,Mine,campus,plain,,',
        'type,vault-type,Mine,campus,,,#1f6feb',
      ];
      const taken = await load('campusAdmin', header + here.join('\n'));
      expect(taken.body.lines.map(({ message }) => message)).toEqual([
        "The name 'vault-box' is taken.",
        "The name 'vault-type' is taken.",
      ]);
      for (const [hidden, nothing] of [
        ['resource,new,New,vault,plain,,', 'resource,new,New,gone,plain,,'],
        ['type,new,New,vault,,,#1f6feb', 'type,new,New,gone,,,#1f6feb'],
        ['type,vault-type,New,gone,,,#1f6feb', 'type,new,New,gone,,,#1f6feb'],
      ]) {
        const [is, not] = await Promise.all(
          [hidden, nothing].map(line => load('campusAdmin', header + line)),
        );
        expect(is.body.lines[0].message).toBe(not.body.lines[0].message);
      }
      const file = await portal.done<InventoryFile>(
        'researcher',
        'GET',
        '/inventory/export',
      );
      expect(file.text).not.toContain('vault');
      const site = await portal.done<InventoryFile>(
        'admin',
        'GET',
        '/inventory/export?site=resource:default/farm&format=yaml',
      );
      expect(site.text).toContain('farm-rack');
      expect(site.text).not.toContain('name: campus\n');
    });

    it('knows only people of the catalog, and leaves nobody without an admin', async () => {
      const stranger = await load(
        'admin',
        'kind,name,title,timeZone,members\nsite,club,Club,UTC,user:default/nobody-at-all\n',
      );
      expect(stranger.body.lines[0]).toMatchObject({
        action: 'error',
        field: 'members',
      });
      const alone = await load(
        'campusAdmin',
        'kind,name,admins\nsite,campus,group:default/gone\n',
      );
      expect(alone.body.lines[0].action).toBe('error');
    });

    it('moves several things at once, and makes no cycle', async () => {
      const table = (rows: string[]) => `kind,name,parent\n${rows.join('\n')}`;
      const cycle = await load(
        'admin',
        table(['resource,farm-rack,farm-node-1']),
      );
      expect(cycle.body.lines[0]).toMatchObject({
        action: 'error',
        field: 'parent',
      });
      const { body } = await load(
        'admin',
        [
          'resources:',
          '  - { name: farm-rack, parent: farm-node-1 }',
          '  - { name: farm-node-1, parent: null }',
        ].join('\n'),
        { format: 'yaml', dryRun: false },
      );
      expect(body).toMatchObject({ applied: true, counts: { update: 2 } });
    });

    it('is told once for each thing, and replays a repeated request', async () => {
      const events = async () =>
        (await portal.rowCounts()).outbox_event as number;
      const before = await events();
      const text =
        'kind,name,site,type\nresource,once-1,farm,plain\nresource,once-2,farm,plain\n';
      const key = { 'idempotency-key': 'load-once' };
      const first = await load('admin', text, { dryRun: false }, key);
      const second = await load('admin', text, { dryRun: false }, key);
      expect(second.body).toEqual(first.body);
      expect((await events()) - before).toBe(2);
    });

    it('takes a thousand lines', async () => {
      const rows = Array.from(
        { length: 1_000 },
        (_, n) =>
          `resource,bulk-${n},Bulk ${n},farm,plain,${n % 10 === 0 ? '' : `bulk-${n - (n % 10)}`}`,
      );
      const text = `kind,name,title,site,type,parent\n${rows.join('\n')}`;
      const { body } = await load('admin', text, { dryRun: false });
      expect(body).toMatchObject({ applied: true, counts: { create: 1_000 } });
      const again = await load('admin', text);
      expect(again.body.counts).toMatchObject({ unchanged: 1_000 });
    });
  },
);
