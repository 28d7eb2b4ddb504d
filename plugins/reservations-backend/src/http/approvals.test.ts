import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  Page,
} from '@callboard/backstage-plugin-reservations-common';
import {
  eventually,
  furnish,
  hours,
  minutes,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const OWN = 'own it, have made it or have asked for it';

describe.each(databases.eachSupportedId())('approval over HTTP on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.type({
      name: 'gated',
      policyDefaults: {
        approval: {
          required: true,
          approvers: ['group:default/vault-team', principals.stranger],
        },
      },
    });
    await portal.resource({ name: 'bench', type: 'gated' });
    await portal.resource({
      name: 'sealed',
      type: 'gated',
      siteRef: 'resource:default/vault',
    });
  });
  afterAll(() => portal.stop());

  /** A free hour of its own each time. */
  const run = (ref = 'resource:default/bench') => {
    count += 2;
    return {
      resourceRefs: [ref],
      start: hours(count),
      end: hours(count + 1),
    };
  };
  const decide = (
    who: Principal,
    booking: Booking,
    what: 'approve' | 'reject' = 'approve',
    body: object = {},
  ) =>
    portal.call(who, 'POST', `/bookings/${booking.id}/${what}`, {
      body,
    });
  const queueOf = async (who: Principal) =>
    (
      await portal.done<Page<Booking>>(who, 'GET', '/bookings?awaiting=me')
    ).items.map(one => one.id);

  it('is asked for, as the preview says', async () => {
    const asked = run();
    const preview = await portal.done<any>(
      'researcher',
      'POST',
      '/bookings/preview',
      { body: asked },
    );
    expect(preview.verdicts).toContainEqual(
      expect.objectContaining({
        policy: 'approval',
        result: 'approve',
        code: 'approval_needed',
        message: 'Bookings of bench need approval.',
      }),
    );
    const booking = await portal.book('researcher', asked);
    expect(booking).toMatchObject({
      status: 'pending',
      expiresAt: booking.start,
      approval: {
        reasons: ['Bookings of bench need approval.'],
        verdicts: [{ code: 'approval_needed', facts: { title: 'bench' } }],
        approvers: ['group:default/vault-team', principals.stranger],
        requestedAt: booking.createdAt,
      },
      actions: ['update', 'cancel'],
    });
  });

  it('is given by admins and by whom the rule names, and by nobody else', async () => {
    const answers: Record<string, number> = {};
    for (const who of [
      'admin',
      'campusAdmin',
      'insider',
      'stranger',
      'vaultAdmin',
      'operations',
      'developer',
      'auditor',
      'researcher',
      'labLead',
    ] as Principal[]) {
      const booking = await portal.book('researcher', run());
      const answer = await decide(who, booking, 'approve', { reason: 'Yes' });
      answers[who] = answer.status;
    }
    expect(answers).toEqual({
      admin: 200,
      campusAdmin: 200,
      insider: 200,
      stranger: 200,
      vaultAdmin: 403,
      operations: 403,
      developer: 403,
      auditor: 403,
      researcher: 403,
      labLead: 403,
    });
  });

  it('is given by nobody to what is theirs, in no way', async () => {
    const refused = async (who: Principal, booking: Booking) => {
      const answer = await decide(who, booking);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain(OWN);
      expect(await queueOf(who)).not.toContain(booking.id);
      const seen = await portal.done<Booking>(
        who,
        'GET',
        `/bookings/${booking.id}`,
      );
      expect(seen.actions).not.toContain('approve');
    };
    // Not a global admin, and not who is named by the rule.
    await refused('admin', await portal.book('admin', run()));
    await refused('insider', await portal.book('insider', run()));
    // Not who made it for somebody else.
    const forOther = await portal.book('campusAdmin', {
      ...run(),
      onBehalfOf: principals.researcher,
    });
    await refused('campusAdmin', forOther);
    // Not through a group that owns it.
    const ofGroup = await portal.book('admin', {
      ...run(),
      onBehalfOf: 'group:default/vault-team',
    });
    await refused('insider', ofGroup);
    // Not what a service account has made for which one answers.
    const ofAccount = await portal.book('campusPipeline', run());
    expect(ofAccount.owner).toBe('group:default/lab');
    await refused('colleague', ofAccount);
    // Not who has asked for more than was booked.
    const extended = await portal.book('researcher', run());
    await decide('admin', extended);
    const longer = await portal.done<Booking>(
      'campusAdmin',
      'POST',
      `/bookings/${extended.id}/extend`,
      { body: { minutes: 1 } },
    );
    expect(longer.status).toBe('pending');
    await refused('campusAdmin', longer);
    expect((await decide('admin', longer)).status).toBe(200);
  });

  it('is waited for in the queue of those who can give it', async () => {
    const booking = await portal.book('researcher', run());
    const queues: Record<string, boolean> = {};
    for (const who of [
      'admin',
      'campusAdmin',
      'insider',
      'vaultAdmin',
      'developer',
      'researcher',
      'auditor',
    ] as Principal[]) {
      queues[who] = (await queueOf(who)).includes(booking.id);
    }
    expect(queues).toEqual({
      admin: true,
      campusAdmin: true,
      insider: true,
      vaultAdmin: false,
      developer: false,
      researcher: false,
      auditor: false,
    });
    await decide('insider', booking, 'reject', { reason: 'Not this week' });
    expect(await queueOf('admin')).not.toContain(booking.id);
    const after = await portal.done<Booking>(
      'researcher',
      'GET',
      `/bookings/${booking.id}`,
    );
    expect(after).toMatchObject({
      status: 'rejected',
      statusReason: 'Not this week',
      approval: { decidedBy: principals.insider },
    });
  });

  it('lets those who are named see what they decide on, and no more', async () => {
    const booking = await portal.book(
      'insider',
      run('resource:default/sealed'),
    );
    const see = (who: Principal) =>
      portal.call(who, 'GET', `/bookings/${booking.id}`);
    expect((await see('developer')).status).toBe(404);
    expect((await see('stranger')).status).toBe(200);
    const all = await portal.done<Page<Booking>>(
      'stranger',
      'GET',
      '/bookings',
    );
    const ids = all.items.map(one => one.id);
    expect(ids).toContain(booking.id);
    expect(
      all.items.every(({ approval }) =>
        approval?.approvers.includes(principals.stranger),
      ),
    ).toBe(true);
    expect((await decide('developer', booking)).status).toBe(404);
  });

  it('answers twice what was asked twice with one key', async () => {
    const booking = await portal.book('researcher', run());
    const approve = () =>
      portal.call('admin', 'POST', `/bookings/${booking.id}/approve`, {
        body: {},
        headers: { 'idempotency-key': `approve-${booking.id}` },
      });
    expect((await approve()).status).toBe(200);
    expect((await approve()).status).toBe(200);
    expect((await decide('admin', booking)).status).toBe(409);
  });
});

describe.each(databases.eachSupportedId())('attendance over HTTP on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.type({
      name: 'attended',
      policyDefaults: { checkIn: { opensMinutes: 60, withinMinutes: 10 } },
    });
    await portal.resource({ name: 'scope', type: 'attended' });
    await portal.resource({ name: 'bench' });
  });
  afterAll(() => portal.stop());

  it('checks in for whom the booking is', async () => {
    const booking = await portal.book('researcher', {
      resourceRefs: ['resource:default/scope'],
      start: minutes(30),
      end: minutes(40),
      participants: [principals.colleague],
    });
    const afterStart = (ms: number) =>
      new Date(Date.parse(booking.start) + ms).toISOString();
    expect(booking.checkIn).toEqual({
      from: afterStart(-3_600_000),
      until: afterStart(600_000),
    });
    expect(booking.actions).toContain('check-in');
    const checkIn = (who: Principal) =>
      portal.call(who, 'POST', `/bookings/${booking.id}/check-in`);
    expect((await checkIn('developer')).status).toBe(403);
    const answer = await checkIn('colleague');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'confirmed' });
    expect(answer.body.checkIn).toBeUndefined();
    expect(answer.body.checkedInAt).toBeDefined();
    expect(answer.body.actions).not.toContain('check-in');
  });

  it('says when check-in opens', async () => {
    const booking = await portal.book('researcher', {
      resourceRefs: ['resource:default/scope'],
      start: hours(5),
      end: hours(6),
    });
    const answer = await portal.call(
      'researcher',
      'POST',
      `/bookings/${booking.id}/check-in`,
    );
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toBe(
      `Check-in opens at ${booking.checkIn!.from}`,
    );
  });

  it('lets a CI job book, extend and release by its token', async () => {
    const booked = await portal.invoke('campusPipeline', 'create-booking', {
      resourceRefs: ['resource:default/bench'],
      start: minutes(0),
      end: minutes(30),
      title: 'Build 1234',
    });
    expect(booked.status).toBe(200);
    const { id: booking } = booked.body.output.booking;
    await eventually(
      () => portal.done<Booking>('admin', 'GET', `/bookings/${booking}`),
      ({ status }) => status === 'active',
    );
    const extended = await portal.invoke('campusPipeline', 'extend-booking', {
      id: booking,
      minutes: 30,
    });
    expect(extended.body.output.booking.end).toBe(
      new Date(
        Date.parse(booked.body.output.booking.end) + 1_800_000,
      ).toISOString(),
    );
    for (const wrong of [{}, { minutes: 5, end: minutes(90) }]) {
      const refused = await portal.invoke('campusPipeline', 'extend-booking', {
        id: booking,
        ...wrong,
      });
      expect(refused.status).toBe(400);
    }
    const other = await portal.invoke('vaultPipeline', 'release-booking', {
      id: booking,
    });
    expect(other.status).toBe(404);
    const released = await portal.invoke('campusPipeline', 'release-booking', {
      id: booking,
    });
    expect(released.body.output.booking.status).toBe('released');
  });

  it('extends over what is taken no more than a change does', async () => {
    const first = await portal.book('researcher', {
      resourceRefs: ['resource:default/bench'],
      start: hours(10),
      end: hours(11),
    });
    await portal.book('developer', {
      resourceRefs: ['resource:default/bench'],
      start: hours(12),
      end: hours(13),
    });
    const answer = await portal.call(
      'researcher',
      'POST',
      `/bookings/${first.id}/extend`,
      { body: { end: hours(13) } },
    );
    expect(answer.status).toBe(409);
    expect(answer.body.conflicts).toHaveLength(1);
    expect(answer.body.suggestions.length).toBeGreaterThan(0);
  });
});
