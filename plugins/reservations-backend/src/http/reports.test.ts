import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  UsageReport,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  type Portal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const BENCH = 'resource:default/bench';
const BOX = 'resource:default/vault-box';
const WINDOW = 'from=2030-03-04T00:00:00Z&to=2030-03-11T00:00:00Z';

/*
 * A week of March 2030, in hours: on the bench (€ 10 an hour) and the vault's
 * box, which is private.
 *
 * whose       what           when          hours
 * researcher  bench          Mon 08–10     2
 * developer   bench          Mon 12–15     3
 * insider     box            Tue 08–12     4
 * colleague   box            Wed 08–09     1
 * admin       bench and box  Thu 08–09     1 + 1
 * researcher  bench          Fri 08–10     2, cancelled
 *
 * The researcher and the colleague are in the lab, the insider and the colleague
 * in the vault's team.
 */
describe.each(databases.eachSupportedId())('usage reports, %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.resource({
      name: 'bench',
      rates: [{ from: '2029-01-01', perUnitHour: 10, currency: 'EUR' }],
    });
    const book = (
      who: keyof typeof principals,
      resourceRefs: string[],
      day: string,
      [from, to]: [string, string],
    ): Promise<Booking> =>
      portal.book(who, {
        resourceRefs,
        start: `2030-03-${day}T${from}:00:00Z`,
        end: `2030-03-${day}T${to}:00:00Z`,
      });
    await book('researcher', [BENCH], '04', ['08', '10']);
    await book('developer', [BENCH], '04', ['12', '15']);
    await book('insider', [BOX], '05', ['08', '12']);
    await book('colleague', [BOX], '06', ['08', '09']);
    await book('admin', [BENCH, BOX], '07', ['08', '09']);
    const { id: off } = await book('researcher', [BENCH], '08', ['08', '10']);
    await portal.done('researcher', 'POST', `/bookings/${off}/cancel`);
  });
  afterAll(() => portal.stop());

  const ask = (who: keyof typeof principals, more = '') =>
    portal.call<UsageReport>(who, 'GET', `/reports/usage?${WINDOW}${more}`);
  const get = async (who: keyof typeof principals, more = '') =>
    (await ask(who, more)).body;
  const hoursOf = ({ rows }: UsageReport) =>
    Object.fromEntries(
      rows.map(row => [
        row.key.replace(/^.*\//, ''),
        [row.bookings, row.bookedMinutes / 60],
      ]),
    );

  it('has everything for who may see everything', async () => {
    const report = await get('admin');
    expect(report.scope).toBe('all');
    expect(hoursOf(report)).toEqual({ bench: [3, 6], 'vault-box': [3, 6] });
    expect(report.totals).toMatchObject({
      bookings: 5,
      bookedMinutes: 12 * 60,
      cancelled: 1,
      cancelledMinutes: 120,
      usedMinutes: 12 * 60,
      capacityMinutes: 2 * 7 * 24 * 60,
      costs: [{ currency: 'EUR', amount: 60 }],
    });
    expect(report.totals.utilisation).toBeCloseTo(12 / (2 * 168), 4);
    expect(await get('auditor')).toEqual(report);
    expect(await get('operations')).toEqual(report);
  });

  it('has their sites for who looks after them, of a shared booking their part', async () => {
    const campus = await get('campusAdmin', '&groupBy=owner');
    expect(campus.scope).toBe('sites');
    expect(hoursOf(campus)).toEqual({
      researcher: [1, 2],
      developer: [1, 3],
      admin: [1, 1],
    });
    const vault = await get('vaultAdmin');
    expect(hoursOf(vault)).toEqual({ 'vault-box': [3, 6] });
    expect(vault.totals.costs).toEqual([]);
  });

  it('has the team’s for who leads it, and no private site that they do not see', async () => {
    const lab = await get('labLead', '&groupBy=owner');
    expect(lab.scope).toBe('team');
    // The colleague's hour is in the vault, which the lab's lead does not see.
    expect(hoursOf(lab)).toEqual({ researcher: [1, 2] });
    expect(lab.totals).not.toHaveProperty('capacityMinutes');
    expect(hoursOf(await get('labLead', '&groupBy=site'))).toEqual({
      campus: [1, 2],
    });
    const vault = await get('vaultLead', '&groupBy=owner');
    expect(hoursOf(vault)).toEqual({ insider: [1, 4], colleague: [1, 1] });
  });

  it('names no group that is not the lead’s', async () => {
    const all = await get('admin', '&groupBy=group');
    expect(all.rowsOverlap).toBe(true);
    expect(hoursOf(all)).toMatchObject({
      lab: [2, 3],
      'vault-team': [2, 5],
      members: [1, 3],
    });
    const led = await get('vaultLead', '&groupBy=group');
    expect(hoursOf(led)).toEqual({ 'vault-team': [2, 5] });
  });

  it.each(['developer', 'researcher', 'visitor', 'stranger', 'gone'] as const)(
    'is refused to %s',
    async who => {
      expect((await ask(who)).status).toBe(403);
    },
  );

  it('asks who it is first', async () => {
    expect((await ask('nobody')).status).toBe(401);
    const wrong = await portal.call('developer', 'GET', '/reports/usage');
    expect(wrong.status).toBe(403);
  });

  it('narrows', async () => {
    expect(hoursOf(await get('admin', `&resource=${BOX}`))).toEqual({
      'vault-box': [3, 6],
    });
    expect(hoursOf(await get('admin', '&site=resource:campus'))).toEqual({
      bench: [3, 6],
    });
    expect(hoursOf(await get('admin', '&type=vault-type'))).toEqual({
      'vault-box': [3, 6],
    });
    const nothing = await get('admin', '&resource=resource:default/none');
    expect([nothing.rows, nothing.totals.bookings]).toEqual([[], 0]);
    // What is not the caller's to report on stays out, whatever is asked.
    expect((await get('campusAdmin', `&resource=${BOX}`)).rows).toEqual([]);
  });

  it('clips, and says when', async () => {
    const { body } = await portal.call<UsageReport>(
      'admin',
      'GET',
      '/reports/usage?from=2030-03-04T09:00:00Z&to=2030-03-04T13:30:00Z&zone=Europe/Rome',
    );
    expect(body.totals.bookedMinutes).toBe(60 + 90);
    const monday = body.peakHours[0].map(({ usedMinutes }) => usedMinutes);
    expect(monday.slice(10, 15)).toEqual([60, 0, 0, 60, 30]);
    expect(body.trend.points).toEqual([
      { date: '2030-03-04', usedMinutes: 150, capacityMinutes: 2 * 270 },
    ]);
  });

  it('is a file, too', async () => {
    const response = await fetch(
      `http://127.0.0.1:${portal.backend.server.port()}/api/reservations/reports/usage?${WINDOW}&groupBy=type&format=csv`,
      {
        headers: {
          authorization: mockCredentials.user.header(principals.admin),
        },
      },
    );
    expect(response.headers.get('content-type')).toBe(
      'text/csv; charset=utf-8',
    );
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="usage-by-type-2030-03-04-2030-03-11.csv"',
    );
    const [head, ...lines] = (await response.text()).split('\r\n');
    expect(head).toBe(
      'type,title,bookings,booked_hours,buffer_hours,used_hours,capacity_hours,maintenance_hours,utilisation,no_shows,no_show_hours,cancelled,cancelled_hours,released_early,released_hours,cost_EUR',
    );
    expect(lines).toEqual([
      'plain,plain,3,6,0,6,168,0,0.0357,0,0,1,2,0,0,60',
      'vault-type,vault-type,3,6,0,6,168,0,0.0357,0,0,0,0,0,0,',
      ',Total,5,12,0,12,336,0,0.0357,0,0,1,2,0,0,60',
      '',
    ]);
  });

  it.each([
    ['from=2030-03-05T00:00:00Z&to=2030-03-05T00:00:00Z', 'query.to'],
    ['from=2030-03-05T00:00:00Z&to=2033-03-05T00:00:00Z', 'query.to'],
    [`${WINDOW}&groupBy=colour`, 'query.groupBy'],
    [`${WINDOW}&zone=Mars/Base`, 'query.zone'],
    ['to=2030-03-05T00:00:00Z', 'query.from'],
  ])('refuses %s', async (query, field) => {
    const { status, body } = await portal.call(
      'admin',
      'GET',
      `/reports/usage?${query}`,
    );
    expect([status, body.fields[0].field]).toEqual([400, field]);
  });

  it('answers as an action', async () => {
    const input = {
      from: '2030-03-04T00:00:00Z',
      to: '2030-03-11T00:00:00Z',
      groupBy: 'owner',
    };
    const { status, body } = await portal.invoke(
      'labLead',
      'get-usage-report',
      input,
    );
    expect(status).toBe(200);
    expect(body.output.rows).toMatchObject([
      { key: 'user:default/researcher', bookings: 1, bookedHours: 2 },
    ]);
    const refused = await portal.invoke('visitor', 'get-usage-report', input);
    expect(refused.status).toBe(403);
  });
});
