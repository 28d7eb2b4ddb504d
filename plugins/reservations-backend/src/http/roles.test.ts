import { TestDatabases } from '@backstage/backend-test-utils';
import { operations } from '../__testUtils__/contract';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  type Sent,
  startPortal,
} from '../__testUtils__/portal';
import { type Request, requestsTo } from '../__testUtils__/requestsTo';

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
  ['lead of the team whose it is', 'labLead', 'vaultLead'],
  ['lead of another team', 'vaultLead', 'labLead'],
  ['visitor with a grant', 'guest', 'guest'],
  ['visitor', 'visitor', 'visitor'],
  ['user without a role (visitor)', 'stranger', 'stranger'],
  ['user no longer in the catalog', 'gone', 'gone'],
  ['plugin of the portal', 'plugin', 'plugin'],
  ['account limited to the site', 'campusPipeline', 'vaultPipeline'],
  ['account of another site', 'cloudPipeline', 'cloudPipeline'],
  ['external token', 'external', 'external'],
  ['nobody', 'nobody', 'nobody'],
] as const satisfies [string, Principal, Principal][];

/*
 * Each operation with its expected answers, one for each column; on a public
 * site, and on a private one where that differs.
 *
 *  admin site other oper own colleague member audit | lead other | guest visitor stranger
 *    | gone plugin | account other | external nobody
 */
const EVERYBODY =
  '200 200 200 200 200 200 200 200 | 200 200 | 200 200 200 | 403 200 | 200 200 | 403 401';
const SEES =
  '200 200 200 200 200 200 200 200 | 200 200 | 200 404 404 | 404 200 | 200 404 | 404 401';
const SEES_PRIVATE =
  '200 200 404 200 200 200 404 200 | 200 404 | 200 404 404 | 404 200 | 200 404 | 404 401';
const SEES_BOOKING =
  '200 200 200 200 200 200 200 200 | 200 200 | 404 404 404 | 404 200 | 200 404 | 404 401';
const SEES_BOOKING_PRIVATE =
  '200 200 404 200 200 200 404 200 | 200 404 | 404 404 404 | 404 200 | 200 404 | 404 401';
const BELONGS =
  '200 200 200 200 200 200 200 200 | 200 200 | 403 404 404 | 404 200 | 200 404 | 404 401';
const BELONGS_PRIVATE =
  '200 200 404 200 200 200 404 200 | 200 404 | 403 404 404 | 404 200 | 200 404 | 404 401';
const ADMINISTERS =
  '200 200 403 403 403 403 403 403 | 403 403 | 403 404 404 | 404 403 | 403 404 | 404 401';
const ADMINISTERS_PRIVATE =
  '200 200 404 403 403 403 404 403 | 403 404 | 403 404 404 | 404 403 | 403 404 | 404 401';
const ADDS =
  '201 201 403 403 403 403 403 403 | 403 403 | 403 403 403 | 403 403 | 403 403 | 403 401';
const ADDS_PRIVATE =
  '201 201 404 403 403 403 404 403 | 403 404 | 403 403 403 | 403 403 | 403 403 | 403 401';
const CHANGES =
  '200 200 403 200 200 403 403 403 | 200 403 | 404 404 404 | 404 403 | 403 404 | 404 401';
const CHANGES_PRIVATE =
  '200 200 404 200 200 403 404 403 | 200 404 | 404 404 404 | 404 403 | 403 404 | 404 401';
const BOOKS =
  '201 201 201 201 201 201 201 403 | 201 201 | 201 404 404 | 403 403 | 201 404 | 403 401';
const BOOKS_PRIVATE =
  '201 201 404 403 201 201 404 403 | 201 404 | 201 404 404 | 403 403 | 201 404 | 403 401';

const MAINTAINS =
  '200 200 403 200 403 403 403 403 | 200 403 | 403 404 404 | 404 403 | 403 404 | 404 401';
const MAINTAINS_PRIVATE =
  '200 200 404 200 403 403 404 403 | 200 404 | 403 404 404 | 404 403 | 403 404 | 404 401';
/** The same, where the body names the thing. */
const PLANS =
  '200 200 403 200 403 403 403 403 | 200 403 | 403 403 403 | 403 403 | 403 403 | 403 401';
const PLANS_PRIVATE =
  '200 200 404 200 403 403 404 403 | 200 404 | 403 403 403 | 403 403 | 403 403 | 403 401';
/** Of a team's thing; who does not see its problems is told of none. */
const SEES_PROBLEM =
  '200 200 404 200 404 404 404 200 | 200 404 | 404 404 404 | 404 200 | 404 404 | 404 401';
const SOLVES =
  '200 200 404 200 404 404 404 403 | 200 404 | 404 404 404 | 404 403 | 404 404 | 404 401';
/** A project that the owner of the bookings holds. */
const SEES_PROJECT =
  '200 200 404 404 200 404 404 200 | 404 404 | 404 404 404 | 404 200 | 404 404 | 404 401';
const RUNS_PROJECT =
  '200 200 404 404 403 404 404 403 | 404 404 | 404 404 404 | 404 403 | 404 404 | 404 401';
const REPORTS =
  '201 201 201 201 201 201 201 403 | 201 201 | 201 404 404 | 403 403 | 201 404 | 403 401';
const REPORTS_PRIVATE =
  '201 201 404 201 201 201 404 403 | 201 404 | 201 404 404 | 403 403 | 201 404 | 403 401';

const ONLY_ADMIN =
  '200 403 403 403 403 403 403 403 | 403 403 | 403 403 403 | 403 403 | 403 403 | 403 401';
const READS_ALL =
  '200 403 403 200 403 403 403 200 | 403 403 | 403 403 403 | 403 200 | 403 403 | 403 401';
const NOBODY =
  '403 403 403 403 403 403 403 403 | 403 403 | 403 403 403 | 403 403 | 403 403 | 403 401';
const PEOPLE =
  '200 200 200 200 200 200 200 200 | 200 200 | 200 200 200 | 200 403 | 403 403 | 403 401';
const ANYBODY =
  '200 200 200 200 200 200 200 200 | 200 200 | 200 200 200 | 200 200 | 200 200 | 200 401';
const WITH_ROLE =
  '201 201 201 201 201 201 201 403 | 201 201 | 201 201 201 | 403 403 | 403 403 | 403 401';
const PLUGINS =
  '403 403 403 403 403 403 403 403 | 403 403 | 403 403 403 | 403 200 | 403 403 | 403 401';
const OWN =
  '404 404 404 404 204 404 404 404 | 404 404 | 404 404 404 | 404 403 | 403 403 | 403 401';
const SEES_GRANTS =
  '200 200 200 200 200 200 200 200 | 200 200 | 403 403 403 | 403 200 | 403 403 | 403 401';
const SEES_GRANT =
  '200 200 404 200 404 404 404 200 | 404 404 | 404 404 404 | 404 200 | 404 404 | 404 401';
const CHANGES_GRANT =
  '200 200 404 403 404 404 404 403 | 404 404 | 404 404 404 | 404 403 | 404 404 | 404 401';

const to = (status: number, row: string) => row.replace(/\b20\d/g, `${status}`);
const cells = (row: string) => row.split(/[ |]+/);

const table: Record<string, [campus: string, vault: string]> = {
  listSites: [EVERYBODY, EVERYBODY],
  createSite: [to(201, ONLY_ADMIN), to(201, ONLY_ADMIN)],
  getSite: [SEES, SEES_PRIVATE],
  updateSite: [ADMINISTERS, ADMINISTERS_PRIVATE],
  archiveSite: [to(204, ADMINISTERS), to(204, ADMINISTERS_PRIVATE)],
  listSiteMembers: [BELONGS, BELONGS_PRIVATE],
  updateSiteMembers: [ADMINISTERS, ADMINISTERS_PRIVATE],
  listAccessGrants: [SEES_GRANTS, SEES_GRANTS],
  createAccessGrant: [ADDS, ADDS_PRIVATE],
  getAccessGrant: [SEES_GRANT, SEES_GRANT],
  updateAccessGrant: [CHANGES_GRANT, CHANGES_GRANT],
  revokeAccessGrant: [CHANGES_GRANT, CHANGES_GRANT],
  listMyAccessGrants: [PEOPLE, PEOPLE],
  listResourceTypes: [EVERYBODY, EVERYBODY],
  createResourceType: [ADDS, ADDS_PRIVATE],
  getResourceType: [SEES, SEES_PRIVATE],
  updateResourceType: [ADMINISTERS, ADMINISTERS_PRIVATE],
  deleteResourceType: [to(204, ADMINISTERS), to(204, ADMINISTERS_PRIVATE)],
  listResources: [EVERYBODY, EVERYBODY],
  createResource: [ADDS, ADDS_PRIVATE],
  getResource: [SEES, SEES_PRIVATE],
  updateResource: [MAINTAINS, MAINTAINS_PRIVATE],
  getMaintenanceWindow: [SEES, SEES_PRIVATE],
  createMaintenanceWindow: [to(201, PLANS), to(201, PLANS_PRIVATE)],
  previewMaintenanceWindow: [PLANS, PLANS_PRIVATE],
  updateMaintenanceWindow: [MAINTAINS, MAINTAINS_PRIVATE],
  cancelMaintenanceWindow: [MAINTAINS, MAINTAINS_PRIVATE],
  endMaintenanceWindow: [MAINTAINS, MAINTAINS_PRIVATE],
  reportProblem: [REPORTS, REPORTS_PRIVATE],
  getProblem: [SEES_PROBLEM, SEES_PROBLEM],
  acknowledgeProblem: [SOLVES, SOLVES],
  resolveProblem: [SOLVES, SOLVES],
  setProblemMaintenance: [SOLVES, SOLVES],
  createProject: [ADDS, ADDS_PRIVATE],
  getProject: [SEES_PROJECT, SEES_PROJECT],
  getProjectUsage: [SEES_PROJECT, SEES_PROJECT],
  updateProject: [RUNS_PROJECT, RUNS_PROJECT],
  archiveProject: [RUNS_PROJECT, RUNS_PROJECT],
  createCertification: [ADDS, ADDS_PRIVATE],
  archiveResource: [to(204, ADMINISTERS), to(204, ADMINISTERS_PRIVATE)],
  listBookings: [EVERYBODY, EVERYBODY],
  createBooking: [BOOKS, BOOKS_PRIVATE],
  // For the team: on campus it is who answers for the account.
  'createBooking for somebody else': [
    '201 201 403 403 403 403 403 403 | 201 403 | 403 404 404 | 403 403 | 201 404 | 403 401',
    '201 201 404 403 403 403 404 403 | 201 404 | 403 404 404 | 403 403 | 403 404 | 403 401',
  ],
  previewBooking: [to(200, BOOKS), to(200, BOOKS_PRIVATE)],
  getBooking: [SEES_BOOKING, SEES_BOOKING_PRIVATE],
  updateBooking: [CHANGES, CHANGES_PRIVATE],
  cancelBooking: [CHANGES, CHANGES_PRIVATE],
  releaseBooking: [CHANGES, CHANGES_PRIVATE],
  transferBooking: [
    '200 200 403 403 403 403 403 403 | 200 403 | 404 404 404 | 404 403 | 403 404 | 404 401',
    '200 200 404 403 403 403 404 403 | 200 404 | 404 404 404 | 404 403 | 403 404 | 404 401',
  ],
  keepBooking: [CHANGES, CHANGES_PRIVATE],
  extendBooking: [CHANGES, CHANGES_PRIVATE],
  getBookingTimeline: [SEES_BOOKING, SEES_BOOKING_PRIVATE],
  getSeries: [SEES_BOOKING, SEES_BOOKING_PRIVATE],
  updateSeries: [CHANGES, CHANGES_PRIVATE],
  cancelSeries: [to(204, CHANGES), to(204, CHANGES_PRIVATE)],
  createBookings: [to(200, BOOKS), to(200, BOOKS_PRIVATE)],
  getCalendar: [EVERYBODY, EVERYBODY],
  getAvailability: [EVERYBODY, EVERYBODY],
  // The webhooks plugin alone; it has no column.
  reportProvisioning: [NOBODY, NOBODY],
  listMySshKeys: [PEOPLE, PEOPLE],
  addMySshKey: [WITH_ROLE, WITH_ROLE],
  removeMySshKey: [OWN, OWN],
  listSshKeys: [PLUGINS, PLUGINS],
  getMyPreferences: [PEOPLE, PEOPLE],
  setMyPreferences: [PEOPLE, PEOPLE],
  listMyCertifications: [PEOPLE, PEOPLE],
  listMyFeedTokens: [PEOPLE, PEOPLE],
  createMyFeedToken: [WITH_ROLE, WITH_ROLE],
  revokeMyFeedToken: [OWN, OWN],
  getMyTeam: [ANYBODY, ANYBODY],
  getCommitments: [READS_ALL, READS_ALL],
  offboardPerson: [ONLY_ADMIN, ONLY_ADMIN],
  listDeparted: [READS_ALL, READS_ALL],
};

/*
 * What needs more than a fresh thing of the site, or shows what other lists do:
 * asked as everybody in packages/access-tests, where lists.test.ts knows that no
 * operation is missing.
 */
const ELSEWHERE = [
  'acceptWaitlistOffer',
  'approveBooking',
  'checkInBooking',
  'declineWaitlistOffer',
  'exportInventory',
  'getOverview',
  'getUsageReport',
  'getWaitlistEntry',
  'grantCertification',
  'importCertificationHoldings',
  'importInventory',
  'joinWaitlist',
  'leaveBooking',
  'listCertificationHoldings',
  'listCertifications',
  'listMaintenanceWindows',
  'listProblems',
  'listProjects',
  'listWaitlist',
  'rejectBooking',
  'renewCertification',
  'revokeCertification',
  'searchSlots',
  'updateCertification',
  'waiveNoShow',
  'withdrawWaitlistEntry',
];

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
  const reports = operation === 'reportProblem';
  const namesThing = /\/([0-9a-f-]{36}|projects\/)/.test(path) && !reports;
  // A grant, or an account's sites, may always allow a booking or a report.
  const limited =
    /visitor|account/.test(who) && !operation.includes('Booking') && !reports;
  const never =
    ['createSite', 'getCommitments', 'offboardPerson', 'listDeparted'].includes(
      operation,
    ) ||
    limited ||
    /auditor|catalog|plugin|external|nobody/.test(who);
  return (
    status.startsWith('40') &&
    (namesThing ? !/^(get|list)/.test(operation) : never)
  );
}

it('has a row for every operation of the document that is not asked elsewhere', () => {
  const rows = Object.keys(table).filter(row => !row.includes(' '));
  expect([...rows, ...ELSEWHERE].sort()).toEqual(
    operations.map(one => one.id).sort(),
  );
  for (const row of Object.values(table).flat()) {
    expect(cells(row)).toHaveLength(columns.length);
  }
});

describe.each(databases.eachSupportedId())('who may do what on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    for (const site of ['campus', 'vault']) {
      await portal.grant({
        siteRef: `resource:default/${site}`,
        until: hours(48),
      });
    }
  });
  afterAll(() => portal.stop());

  describe.each(['campus', 'vault'] as const)('on the %s', kind => {
    let requests: ReturnType<typeof requestsTo>;

    beforeAll(() => {
      requests = requestsTo(portal, kind);
    });

    it.each(Object.keys(table))('%s', async operation => {
      const row = cells(table[operation][kind === 'campus' ? 0 : 1]);
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
        const row = cells(rows[kind === 'campus' ? 0 : 1]);
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
