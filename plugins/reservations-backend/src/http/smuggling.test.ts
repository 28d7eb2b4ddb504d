import { TestDatabases } from '@backstage/backend-test-utils';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const NO_ID = '00000000-0000-4000-8000-000000000000';
const newest = { 'if-match': '*' };

describe.each(databases.eachSupportedId())('a right on %p', id => {
  let portal: Portal;
  let ids: Record<'campus' | 'cloud' | 'vault' | 'bench' | 'box', string>;
  let booking: string;
  let secret: string;
  let grant: string;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    const world = await furnish(portal);
    const bench = await portal.resource({
      name: 'bench',
      owner: 'group:default/lab',
    });
    ids = {
      campus: world.campus.id,
      cloud: world.cloud.id,
      vault: world.vault.id,
      bench: bench.id,
      box: world.box.id,
    };
    const time = { start: hours(1), end: hours(2) };
    booking = (
      await portal.book('researcher', {
        resourceRefs: ['resource:bench'],
        ...time,
      })
    ).id;
    secret = (
      await portal.book('insider', {
        resourceRefs: ['resource:vault-box'],
        ...time,
      })
    ).id;
    grant = (await portal.grant({ siteRef: 'resource:default/vault' })).id;
  });
  afterAll(() => portal.stop());

  it.each([
    ['role', 'global-admin'],
    ['roles', ['global-admin']],
    ['owner', principals.researcher],
    ['bookedBy', principals.admin],
    ['siteRef', 'resource:default/cloud'],
    ['claims', ['group:default/admins']],
    ['status', 'active'],
    ['grantedBy', principals.admin],
    ['credentials', { principal: { userEntityRef: principals.admin } }],
  ])('is not had by saying so: %s', async (field, value) => {
    const before = await portal.rowCounts();
    const run = {
      resourceRefs: ['resource:bench'],
      start: hours(8),
      end: hours(9),
    };
    const asked: [string, string, object][] = [
      ['POST', '/bookings', { ...run, title: 'Run' }],
      ['POST', '/bookings/preview', run],
      ['PATCH', `/bookings/${booking}`, { title: 'Mine' }],
      ['POST', `/bookings/${booking}/cancel`, {}],
      ['PATCH', `/sites/${ids.campus}`, { title: 'Mine' }],
      ['POST', `/sites/${ids.campus}/members`, { add: [] }],
      [
        'POST',
        '/access-grants',
        {
          subjectRef: principals.guest,
          siteRef: 'resource:default/campus',
          until: hours(2),
        },
      ],
    ];
    for (const who of ['researcher', 'campusAdmin'] as const) {
      for (const [method, path, body] of asked) {
        const answer = await portal.call(who, method, path, {
          headers: newest,
          body: { ...body, [field]: value },
        });
        const named =
          answer.status === 400 ? answer.body.fields[0].field : field;
        expect([who, path, named]).toEqual([who, path, field]);
        expect([400, 403]).toContain(answer.status);
      }
      const listed = await portal.call(
        who,
        'GET',
        `/bookings?${field === 'owner' || field === 'status' ? 'as' : field}=x`,
      );
      expect(listed.status).toBe(400);
    }
    expect(await portal.rowCounts()).toEqual(before);
  });

  it('to one site is none to another, whatever the body names', async () => {
    const vault = 'resource:default/vault';
    const inVault = { name: 'thing', siteRef: vault, title: 'Thing' };
    const attempts: [Principal, string, string, object, number][] = [
      [
        'campusAdmin',
        'POST',
        '/resources',
        { ...inVault, type: 'plain', title: undefined },
        404,
      ],
      [
        'campusAdmin',
        'POST',
        '/resource-types',
        { ...inVault, colour: '#123456' },
        404,
      ],
      [
        'campusAdmin',
        'PATCH',
        `/resources/${ids.bench}`,
        { siteRef: vault },
        400,
      ],
      [
        'campusAdmin',
        'PATCH',
        `/resources/${ids.bench}`,
        { parentRef: 'resource:vault-box' },
        400,
      ],
      ['campusAdmin', 'POST', `/sites/${ids.vault}/members`, { add: [] }, 404],
      ['campusAdmin', 'POST', `/sites/${ids.cloud}/members`, { add: [] }, 403],
      [
        'campusAdmin',
        'PATCH',
        `/access-grants/${grant}`,
        { until: hours(9) },
        404,
      ],
      ['campusAdmin', 'POST', `/access-grants/${grant}/revoke`, {}, 404],
      [
        'campusAdmin',
        'POST',
        `/bookings/${secret}/transfer`,
        { owner: principals.campusAdmin },
        404,
      ],
      [
        'campusAdmin',
        'PATCH',
        `/bookings/${booking}`,
        { resourceRefs: ['resource:vault-box'] },
        404,
      ],
      ['labLead', 'PATCH', `/resources/${ids.box}`, { title: 'Ours' }, 404],
      [
        'vaultLead',
        'PATCH',
        `/resources/${ids.bench}`,
        { owner: 'group:default/vault-team' },
        403,
      ],
      [
        'vaultLead',
        'POST',
        `/bookings/${booking}/transfer`,
        { owner: principals.vaultLead },
        403,
      ],
      [
        'campusPipeline',
        'PATCH',
        `/resources/${ids.bench}`,
        { title: 'Ours' },
        403,
      ],
      ['campusPipeline', 'POST', `/bookings/${booking}/cancel`, {}, 403],
      ['cloudPipeline', 'POST', `/bookings/${booking}/cancel`, {}, 404],
      ['guest', 'PATCH', `/access-grants/${grant}`, { until: hours(90) }, 404],
      [
        'guest',
        'POST',
        `/sites/${ids.vault}/members`,
        { add: [{ ref: principals.guest, role: 'admin' }] },
        403,
      ],
    ];
    const before = await portal.rowCounts();
    for (const [who, method, path, body, status] of attempts) {
      const answer = await portal.call(who, method, path, {
        headers: newest,
        body,
      });
      expect([who, method, path, answer.status]).toEqual([
        who,
        method,
        path,
        status,
      ]);
    }
    expect(await portal.rowCounts()).toEqual(before);
  });

  it('that is not there looks like a thing that is not there', async () => {
    const bodies: Record<string, object | undefined> = {
      transfer: { owner: principals.campusAdmin },
      members: { add: [] },
    };
    const routes: [Principal, string, string, string][] = [
      ['campusAdmin', 'GET', '/sites/{id}/members', ids.vault],
      ['campusAdmin', 'POST', '/sites/{id}/members', ids.vault],
      ['campusAdmin', 'GET', '/access-grants/{id}', grant],
      ['researcher', 'GET', '/access-grants/{id}', grant],
      ['campusAdmin', 'PATCH', '/access-grants/{id}', grant],
      ['campusAdmin', 'POST', '/access-grants/{id}/revoke', grant],
      ['campusAdmin', 'POST', '/bookings/{id}/transfer', secret],
      ['guest', 'GET', '/bookings/{id}', secret],
      ['guest', 'POST', '/bookings/{id}/cancel', secret],
      ['stranger', 'GET', '/resources/{id}', ids.bench],
      ['cloudPipeline', 'GET', '/resources/{id}', ids.bench],
    ];
    const ask = async (
      [who, method, path]: (typeof routes)[number],
      thing: string,
    ) => {
      const answer = await portal.call(
        who,
        method,
        path.replace('{id}', thing),
        {
          headers: newest,
          body: method === 'GET' ? undefined : bodies[path.split('/')[3]],
        },
      );
      return [path, answer.status, answer.text.replaceAll(thing, '…')];
    };
    for (const route of routes) {
      const [, , path, real] = route;
      const hidden = await ask(route, real);
      expect(hidden.slice(0, 2)).toEqual([path, 404]);
      expect(hidden).toEqual(await ask(route, NO_ID));
    }
  });

  it('ends with the person: a token of somebody removed is good for nothing', async () => {
    for (const [method, path, body] of [
      ['GET', `/sites/${ids.campus}`, undefined],
      ['GET', `/bookings/${booking}`, undefined],
      ['GET', '/bookings', undefined],
      ['POST', `/bookings/${booking}/cancel`, {}],
      ['POST', '/me/ssh-keys', { publicKey: 'x' }],
      ['POST', '/access-grants', {}],
    ] as const) {
      const answer = await portal.call('gone', method, path, { body });
      expect([path, [403, 404].includes(answer.status)]).toEqual([path, true]);
    }
    const mine = await portal.call('gone', 'GET', '/me/access-grants');
    expect(mine.body.items).toEqual([]);
  });
});
