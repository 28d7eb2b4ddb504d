import { TestDatabases } from '@backstage/backend-test-utils';
import { operations } from '../__testUtils__/contract';
import { aReport } from '../__testUtils__/reports';
import { anSshKey } from '../__testUtils__/sshKeys';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  type Sent,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** Who each column is, on a public and on a private site. */
const columns = [
  ['global admin', 'admin', 'admin'],
  ['site admin', 'campusAdmin', 'vaultAdmin'],
  ['admin of another site', 'cloudAdmin', 'cloudAdmin'],
  ['operations', 'operations', 'operations'],
  ['member whose booking it is', 'researcher', 'insider'],
  ['member of the site', 'colleague', 'colleague'],
  ['member of the portal only', 'developer', 'developer'],
  ['auditor', 'auditor', 'auditor'],
  ['visitor', 'visitor', 'visitor'],
  ['user no longer in the catalog', 'gone', 'gone'],
  ['plugin of the portal', 'plugin', 'plugin'],
  ['external token', 'external', 'external'],
  ['nobody', 'nobody', 'nobody'],
] as const satisfies [string, Principal, Principal][];

type Kind = 'campus' | 'vault';

/**
 * Each operation with its expected answers, one for each column; on a public
 * site, and on a private one where that differs.
 *
 *                 admin site other oper own colleague member audit visit gone plug ext nobody
 */
const EVERYBODY = '200 200 200 200 200 200 200 200 403 403 200 403 401';
const SEES = '200 200 200 200 200 200 200 200 404 404 200 404 401';
const SEES_PRIVATE = '200 200 404 200 200 200 404 200 404 404 200 404 401';
const ADMINISTERS = '200 200 403 403 403 403 403 403 404 404 403 404 401';
const ADMINISTERS_PRIVATE =
  '200 200 404 403 403 403 404 403 404 404 403 404 401';
const ADDS = '201 201 403 403 403 403 403 403 403 403 403 403 401';
const ADDS_PRIVATE = '201 201 404 403 403 403 404 403 403 403 403 403 401';
const CHANGES = '200 200 403 200 200 403 403 403 404 404 403 404 401';
const CHANGES_PRIVATE = '200 200 404 200 200 403 404 403 404 404 403 404 401';
const BOOKS = '201 201 201 201 201 201 201 403 403 403 403 403 401';
const BOOKS_PRIVATE = '201 201 404 403 201 201 404 403 403 403 403 403 401';

const NOBODY = '403 403 403 403 403 403 403 403 403 403 403 403 401';
const PEOPLE = '200 200 200 200 200 200 200 200 200 200 403 403 401';
const WITH_ROLE = '201 201 201 201 201 201 201 403 403 403 403 403 401';
const PLUGINS = '403 403 403 403 403 403 403 403 403 403 200 403 401';
const OWN = '404 404 404 404 204 404 404 404 404 404 403 403 401';

const to = (status: number, row: string) => row.replace(/\b20\d/g, `${status}`);

const table: Record<string, [campus: string, vault: string]> = {
  listSites: [EVERYBODY, EVERYBODY],
  createSite: [
    '201 403 403 403 403 403 403 403 403 403 403 403 401',
    '201 403 403 403 403 403 403 403 403 403 403 403 401',
  ],
  getSite: [SEES, SEES_PRIVATE],
  updateSite: [ADMINISTERS, ADMINISTERS_PRIVATE],
  archiveSite: [to(204, ADMINISTERS), to(204, ADMINISTERS_PRIVATE)],
  listResourceTypes: [EVERYBODY, EVERYBODY],
  createResourceType: [ADDS, ADDS_PRIVATE],
  getResourceType: [SEES, SEES_PRIVATE],
  updateResourceType: [ADMINISTERS, ADMINISTERS_PRIVATE],
  deleteResourceType: [to(204, ADMINISTERS), to(204, ADMINISTERS_PRIVATE)],
  listResources: [EVERYBODY, EVERYBODY],
  createResource: [ADDS, ADDS_PRIVATE],
  getResource: [SEES, SEES_PRIVATE],
  updateResource: [
    '200 200 403 200 403 403 403 403 404 404 403 404 401',
    '200 200 404 200 403 403 404 403 404 404 403 404 401',
  ],
  archiveResource: [to(204, ADMINISTERS), to(204, ADMINISTERS_PRIVATE)],
  listBookings: [EVERYBODY, EVERYBODY],
  createBooking: [BOOKS, BOOKS_PRIVATE],
  'createBooking for somebody else': [ADDS, ADDS_PRIVATE],
  previewBooking: [to(200, BOOKS), to(200, BOOKS_PRIVATE)],
  getBooking: [SEES, SEES_PRIVATE],
  updateBooking: [CHANGES, CHANGES_PRIVATE],
  cancelBooking: [CHANGES, CHANGES_PRIVATE],
  releaseBooking: [CHANGES, CHANGES_PRIVATE],
  getCalendar: [EVERYBODY, EVERYBODY],
  getAvailability: [EVERYBODY, EVERYBODY],
  // The webhooks plugin alone; it has no column.
  reportProvisioning: [NOBODY, NOBODY],
  listMySshKeys: [PEOPLE, PEOPLE],
  addMySshKey: [WITH_ROLE, WITH_ROLE],
  removeMySshKey: [OWN, OWN],
  listSshKeys: [PLUGINS, PLUGINS],
};

type Request = [method: string, path: string, sent?: Sent];

const window = `from=${hours(0)}&to=${hours(24)}`;
const newest = { 'if-match': '*' };

/** A good request for each operation, on things of their own. */
function requestsTo(portal: Portal, kind: Kind) {
  let count = 0;
  const name = () => {
    count += 1;
    return `${kind}-thing-${count}`;
  };
  const siteRef = `resource:default/${kind}`;
  const type = kind === 'vault' ? 'vault-type' : 'plain';
  const people =
    kind === 'vault'
      ? {
          visibility: 'members',
          admins: [principals.vaultAdmin],
          members: ['group:default/vault-team'],
        }
      : { admins: [principals.campusAdmin] };
  const owner = kind === 'vault' ? 'insider' : 'researcher';

  const freshSite = () => portal.site({ name: name(), ...people });
  const freshType = () => portal.type({ name: name(), siteRef });
  const freshThing = () => portal.resource({ name: name(), siteRef, type });
  const newBooking = async () => ({
    resourceRefs: [(await freshThing()).entityRef],
    start: hours(1),
    end: hours(2),
  });
  const freshBooking = async () => portal.book(owner, await newBooking());
  const activeBooking = async () => {
    const booking = await freshBooking();
    await portal
      .knex('booking')
      .where({ id: booking.id })
      .update({ status: 'active' });
    return booking;
  };
  const retitled: Sent = { headers: newest, body: { title: 'Other' } };

  const requests: Record<string, () => Promise<Request> | Request> = {
    listSites: () => ['GET', '/sites'],
    createSite: () => [
      'POST',
      '/sites',
      { body: { name: name(), title: 'New', timeZone: 'UTC' } },
    ],
    getSite: async () => ['GET', `/sites/${(await freshSite()).id}`],
    updateSite: async () => [
      'PATCH',
      `/sites/${(await freshSite()).id}`,
      retitled,
    ],
    archiveSite: async () => ['DELETE', `/sites/${(await freshSite()).id}`],
    listResourceTypes: () => ['GET', '/resource-types'],
    createResourceType: () => [
      'POST',
      '/resource-types',
      { body: { name: name(), title: 'New', colour: '#123456', siteRef } },
    ],
    getResourceType: async () => [
      'GET',
      `/resource-types/${(await freshType()).id}`,
    ],
    updateResourceType: async () => [
      'PATCH',
      `/resource-types/${(await freshType()).id}`,
      retitled,
    ],
    deleteResourceType: async () => [
      'DELETE',
      `/resource-types/${(await freshType()).id}`,
    ],
    listResources: () => ['GET', '/resources'],
    createResource: () => [
      'POST',
      '/resources',
      { body: { name: name(), siteRef, type } },
    ],
    getResource: async () => ['GET', `/resources/${(await freshThing()).id}`],
    updateResource: async () => [
      'PATCH',
      `/resources/${(await freshThing()).id}`,
      retitled,
    ],
    archiveResource: async () => [
      'DELETE',
      `/resources/${(await freshThing()).id}`,
    ],
    listBookings: () => ['GET', '/bookings'],
    createBooking: async () => [
      'POST',
      '/bookings',
      { body: { ...(await newBooking()), title: 'Run' } },
    ],
    'createBooking for somebody else': async () => [
      'POST',
      '/bookings',
      {
        body: {
          ...(await newBooking()),
          title: 'Run',
          onBehalfOf: 'user:default/somebody',
        },
      },
    ],
    previewBooking: async () => [
      'POST',
      '/bookings/preview',
      { body: await newBooking() },
    ],
    getBooking: async () => ['GET', `/bookings/${(await freshBooking()).id}`],
    updateBooking: async () => [
      'PATCH',
      `/bookings/${(await freshBooking()).id}`,
      retitled,
    ],
    cancelBooking: async () => [
      'POST',
      `/bookings/${(await freshBooking()).id}/cancel`,
    ],
    releaseBooking: async () => [
      'POST',
      `/bookings/${(await activeBooking()).id}/release`,
    ],
    getCalendar: () => ['GET', `/calendar?${window}`],
    getAvailability: () => ['GET', `/availability?${window}`],
    reportProvisioning: async () => [
      'POST',
      `/bookings/${(await freshBooking()).id}/provisioning`,
      { body: aReport() },
    ],
    listMySshKeys: () => ['GET', '/me/ssh-keys'],
    addMySshKey: () => [
      'POST',
      '/me/ssh-keys',
      { body: { publicKey: anSshKey() } },
    ],
    removeMySshKey: async () => {
      const { id } = await portal.done<{ id: string }>(
        owner,
        'POST',
        '/me/ssh-keys',
        { body: { publicKey: anSshKey() } },
      );
      return ['DELETE', `/me/ssh-keys/${id}`];
    },
    listSshKeys: () => ['GET', `/ssh-keys?user=${principals[owner]}`],
  };
  return requests;
}

/**
 * Whether a refusal is due before the query and the body are read: where the
 * path names the thing, or where the caller could never be allowed anything.
 */
function isEarly(
  operation: string,
  path: string,
  who: string,
  status: string,
): boolean {
  const namesThing = /\/[0-9a-f-]{36}/.test(path);
  const never =
    operation === 'createSite' ||
    /auditor|visitor|catalog|plugin|external|nobody/.test(who);
  return (
    status.startsWith('40') &&
    (namesThing ? !operation.startsWith('get') : never)
  );
}

it('has a row for every operation of the document', () => {
  const rows = Object.keys(table).filter(row => !row.includes(' '));
  expect(rows.sort()).toEqual(operations.map(one => one.id).sort());
  for (const row of Object.values(table).flat()) {
    expect(row.split(' ')).toHaveLength(columns.length);
  }
});

describe.each(databases.eachSupportedId())('who may do what on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  describe.each(['campus', 'vault'] as const)('on the %s', kind => {
    let requests: ReturnType<typeof requestsTo>;

    beforeAll(() => {
      requests = requestsTo(portal, kind);
    });

    it.each(Object.keys(table))('%s', async operation => {
      const row = table[operation][kind === 'campus' ? 0 : 1].split(' ');
      const got: string[] = [];
      let request: Request | undefined;
      for (const [title, onCampus, onVault] of columns) {
        const who = kind === 'campus' ? onCampus : onVault;
        request ??= await requests[operation]();
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
      const wrong: Sent = { body: { odd: true } };
      const got: string[] = [];
      const expected: string[] = [];
      for (const [operation, rows] of Object.entries(table)) {
        const row = rows[kind === 'campus' ? 0 : 1].split(' ');
        const [method, path] = await requests[operation]();
        for (const [index, [title, onCampus, onVault]] of columns.entries()) {
          const who = kind === 'campus' ? onCampus : onVault;
          const status = row[index];
          if (!isEarly(operation, path, title, status)) continue;
          expected.push(`${operation} ${title}: ${status}`);
          const answer = await portal.call(
            who,
            method,
            method === 'GET' ? `${path.split('?')[0]}?odd=1` : path,
            ['GET', 'DELETE'].includes(method) ? {} : wrong,
          );
          got.push(`${operation} ${title}: ${answer.status}`);
        }
      }
      expect(got).toEqual(expected);
      expect(got.length).toBeGreaterThan(80);
    });
  });

  it('hears nobody without credentials, and keeps what is not the document closed', async () => {
    for (const path of [
      '/.well-known/backstage/permissions/metadata',
      '/.backstage/actions/v1/actions',
    ]) {
      const answer = await portal.send('nobody', 'GET', path);
      expect([path, answer.status]).toEqual([path, 401]);
    }
    const nowhere = await portal.send('nobody', 'GET', '/nowhere');
    expect(nowhere.status).toBe(401);
    const forged = await portal.send('nobody', 'GET', '/sites', {
      headers: { authorization: 'Bearer mock-invalid-user-token' },
    });
    expect(forged.status).toBe(401);
    const spec = await portal.send('nobody', 'GET', '/openapi.json');
    expect(spec.status).toBe(200);
    expect(spec.body.openapi).toBe('3.1.0');
  });
});
