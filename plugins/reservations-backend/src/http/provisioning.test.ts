import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  Provisioning,
  ProvisioningReport,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';
import { aReport, BARE_METAL, SWITCH_PORT } from '../__testUtils__/reports';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const access = { host: 'node-1.example.com', user: 'ubuntu' };
const SECRET = 'node-1.example.com';

describe.each(databases.eachSupportedId())('provisioning on %p', id => {
  let portal: Portal;
  let booking: Booking;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  beforeEach(async () => {
    count += 1;
    const thing = await portal.resource({ name: `thing-${count}` });
    booking = await portal.book('researcher', {
      title: 'GPU run',
      resourceRefs: [thing.entityRef],
      participants: [principals.insider],
      start: hours(1),
      end: hours(2),
    });
  });

  const report = (more: Partial<ProvisioningReport> = {}, of = booking.id) =>
    portal.call<Provisioning>(
      'webhooks',
      'POST',
      `/bookings/${of}/provisioning`,
      {
        body: aReport(more),
      },
    );
  const read = (who: Principal = 'researcher') =>
    portal.done<Booking>(who, 'GET', `/bookings/${booking.id}`);
  const events = async () => {
    const rows = await portal
      .knex('outbox_event')
      .where({
        aggregate: `booking:${booking.id}`,
        type: 'booking.provisioning_changed',
      })
      .orderBy('sequence');
    return rows.map(row =>
      typeof row.data === 'string' ? JSON.parse(row.data) : row.data,
    );
  };

  it('is not there before somebody has reported', async () => {
    expect(await read()).not.toHaveProperty('provisioning');
  });

  it('shows how each step goes, and the whole', async () => {
    const at = (minute: number) => `2027-03-16T08:0${minute}:00.000Z`;
    await report({ status: 'provisioning', message: 'Installing', at: at(1) });
    const answer = await report({
      endpointId: BARE_METAL,
      endpointTitle: 'Bare metal',
      resourceRef: booking.resourceRefs[0],
      status: 'ready',
      access,
      at: at(2),
    });

    expect(answer.body).toMatchObject({ status: 'provisioning' });
    expect(answer.text).not.toContain(SECRET);
    expect((await read()).provisioning).toEqual({
      status: 'provisioning',
      message: 'Installing',
      updatedAt: at(2),
      steps: [
        {
          endpointId: SWITCH_PORT,
          endpoint: 'Switch port',
          status: 'provisioning',
          message: 'Installing',
          at: at(1),
        },
        {
          endpointId: BARE_METAL,
          endpoint: 'Bare metal',
          resourceRef: booking.resourceRefs[0],
          status: 'ready',
          access,
          at: at(2),
        },
      ],
    });

    await report({ status: 'failed', message: 'No link', at: at(3) });
    expect((await read()).provisioning).toMatchObject({
      status: 'failed',
      message: 'No link',
    });
    await report({ status: 'ready', at: at(4) });
    expect((await read()).provisioning).toMatchObject({ status: 'ready' });
    const history = await portal
      .knex('booking_provisioning_report')
      .where({ booking_id: booking.id });
    expect(history).toHaveLength(4);
    expect(JSON.stringify(history)).not.toContain(SECRET);
  });

  it('takes a report once', async () => {
    const same = aReport({ status: 'provisioning' });
    await report(same);
    await report({ status: 'ready' });
    const again = await report(same);
    expect(again.body).toMatchObject({ status: 'ready' });
    expect(await events()).toHaveLength(2);

    const elsewhere = await portal.book('researcher', {
      resourceRefs: booking.resourceRefs,
      start: hours(3),
      end: hours(4),
    });
    expect((await report(same, elsewhere.id)).status).toBe(409);
  });

  it('takes equal reports that come at once, once', async () => {
    const same = aReport();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => report(same)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(await events()).toHaveLength(1);
  });

  it('is not set back by a report that comes late', async () => {
    await report({ status: 'ready', at: '2027-03-16T08:05:00Z' });
    const late = await report({
      status: 'provisioning',
      at: '2027-03-16T08:04:59Z',
    });
    expect(late.body).toMatchObject({ status: 'ready' });
    expect((await read()).provisioning).toMatchObject({ status: 'ready' });
    expect(await events()).toHaveLength(1);
    const rows = await portal
      .knex('booking_provisioning_report')
      .where({ booking_id: booking.id })
      .orderBy('at');
    expect(rows.map(row => Boolean(row.applied))).toEqual([false, true]);
  });

  it('keeps a step’s status where a report only says something', async () => {
    await report({ status: 'ready', access });
    await report({ status: undefined, message: 'Mind the fan' });
    expect((await read()).provisioning).toMatchObject({
      status: 'ready',
      message: 'Mind the fan',
      steps: [{ access }],
    });
  });

  it('announces what has changed, and nothing twice', async () => {
    await report({ status: 'failed', message: 'No link', access });
    await report({ status: 'failed', message: 'No link' });
    expect(await events()).toHaveLength(1);
    await report({ status: 'failed', message: 'Still no link' });
    await report({ access: { host: 'node-2' } });
    await report({ access: { host: 'node-2' }, notify: true });
    expect(await events()).toHaveLength(4);
  });

  it('is announced without the way in', async () => {
    await report({ status: 'ready', message: 'Up', access });
    const [data] = await events();
    expect(data).toMatchObject({
      booking: { id: booking.id },
      provisioning: { status: 'ready' },
      step: { endpoint: 'Switch port', status: 'ready', message: 'Up' },
    });
    expect(JSON.stringify(data)).not.toContain(SECRET);
  });

  it.each([
    ['researcher', 'whose it is', true],
    ['insider', 'who takes part', true],
    ['campusAdmin', 'who administers the site', true],
    ['admin', 'who administers everything', true],
    ['colleague', 'of the same team', false],
    ['developer', 'who may see the booking', false],
    ['cloudAdmin', 'who administers another site', false],
    ['operations', 'of operations', false],
    ['auditor', 'who audits', false],
  ] as const)('tells %s, %s, how to get in: %p', async (who, _, told) => {
    await report({ status: 'ready', message: 'Up', access });
    const answer = await portal.call<Booking>(
      who,
      'GET',
      `/bookings/${booking.id}`,
    );
    expect(answer.body.provisioning).toMatchObject({
      status: 'ready',
      message: 'Up',
    });
    expect(answer.text.includes(SECRET)).toBe(told);
  });

  it('tells who booked for somebody else, and the somebody', async () => {
    const made = await portal.book('campusAdmin', {
      onBehalfOf: 'group:default/lab',
      resourceRefs: booking.resourceRefs,
      start: hours(5),
      end: hours(6),
    });
    await report({ access }, made.id);
    for (const who of ['campusAdmin', 'researcher', 'colleague'] as const) {
      const answer = await portal.call(who, 'GET', `/bookings/${made.id}`);
      expect([who, answer.text.includes(SECRET)]).toEqual([who, true]);
    }
  });

  it('is in lists, without the way in', async () => {
    await report({ status: 'ready', access });
    const answer = await portal.call<{ items: Booking[] }>(
      'researcher',
      'GET',
      `/bookings?resource=${booking.resourceRefs[0]}`,
    );
    expect(answer.body.items[0].provisioning).toMatchObject({
      status: 'ready',
      steps: [{ status: 'ready' }],
    });
    expect(answer.text).not.toContain(SECRET);
  });

  it('goes on showing after a change', async () => {
    await report({ status: 'ready', access });
    const changed = await portal.done<Booking>(
      'researcher',
      'PATCH',
      `/bookings/${booking.id}`,
      { headers: { 'if-match': '*' }, body: { title: 'Longer run' } },
    );
    expect(changed.provisioning).toMatchObject({ steps: [{ access }] });
  });

  it.each(['admin', 'researcher', 'plugin', 'external'] as const)(
    'is not for %s to report',
    async who => {
      const answer = await portal.call(
        who,
        'POST',
        `/bookings/${booking.id}/provisioning`,
        { body: aReport() },
      );
      expect(answer.status).toBe(403);
      expect(await read()).not.toHaveProperty('provisioning');
    },
  );

  it('is of a booking that there is', async () => {
    const answer = await report({}, '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d');
    expect(answer.status).toBe(404);
  });
});
