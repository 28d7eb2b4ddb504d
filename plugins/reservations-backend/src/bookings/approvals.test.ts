import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type Backends,
  lineUp,
  openBackends,
  tally,
} from '../__testUtils__/backends';
import {
  asUser,
  at,
  createWorld,
  expectNoOverbooking,
  type World,
} from '../__testUtils__/world';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const admin = asUser('admin');
const MINUTE = 60_000;

/** Types that need approval, and one node of each. */
async function furnish(world: World) {
  await world.type('gated', {
    setupMinutes: 30,
    policyDefaults: {
      approval: { required: true, approvers: ['group:default/Board'] },
    },
  });
  await world.type('long-gated', {
    policyDefaults: {
      approval: { required: true, overMinutes: 60, expiresAfterMinutes: 30 },
    },
  });
  await world.resource('gpu', { type: 'gated' });
  await world.resource('other', { type: 'gated' });
  await world.resource('bench', { type: 'long-gated' });
}

const types = async (world: World) =>
  (await world.events('booking')).map(({ type }) =>
    type.replace('booking.', ''),
  );

async function stepAt(world: World, time: string) {
  world.clock.now = Date.parse(at(time));
  return world.lifecycle.step();
}

describe.each(databases.eachSupportedId())('approval on %p', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
    await furnish(world);
  });

  it('leaves a booking pending, which holds its time and starts nothing', async () => {
    const booking = await world.book('gpu', '10:00', '11:00');
    expect(booking).toMatchObject({
      status: 'pending',
      expiresAt: Date.parse(at('10:00')),
      approval: {
        reasons: ['Bookings of gpu need approval.'],
        approvers: ['group:default/board'],
        requestedBy: [],
        requestedAt: Date.parse(at('08:00')),
      },
    });
    await expect(world.book('gpu', '10:30', '11:30')).rejects.toThrow();
    // Neither its setup, which would begin now, nor its start.
    expect(await stepAt(world, '09:30')).toBe(0);
    expect(await types(world)).toEqual(['created']);
    const [created] = await world.events('booking');
    expect(created.data.booking).toMatchObject({
      status: 'pending',
      approval: { approvers: ['group:default/board'] },
    });
  });

  it('needs none where the rule asks for none', async () => {
    expect((await world.book('bench', '10:00', '11:00')).status).toBe(
      'confirmed',
    );
    const long = await world.book('bench', '11:00', '12:01');
    expect(long).toMatchObject({
      status: 'pending',
      expiresAt: world.clock.now + 30 * MINUTE,
    });
  });

  it('refuses what would have begun before anybody can approve it', async () => {
    await expect(world.book('gpu', '08:00', '09:00')).rejects.toMatchObject({
      details: {
        verdicts: expect.arrayContaining([
          expect.objectContaining({ code: 'no_time_to_approve' }),
        ]),
      },
    });
  });

  it('confirms what is approved, and sets it up', async () => {
    const { id: booking } = await world.book('gpu', '10:00', '11:00');
    world.clock.now = Date.parse(at('09:40'));
    const approved = await world.bookings.approve(booking, 'Go on', admin);
    expect(approved).toMatchObject({
      status: 'confirmed',
      version: 2,
      expiresAt: undefined,
      approval: { decidedBy: admin.actor, decidedAt: world.clock.now },
    });
    await world.lifecycle.step();
    await stepAt(world, '10:00');
    expect(await types(world)).toEqual([
      'created',
      'confirmed',
      'setup_started',
      'started',
    ]);
    const [, confirmed] = await world.events('booking');
    expect(confirmed.data).toMatchObject({
      message: 'Go on',
      booking: { status: 'confirmed', approval: { decidedBy: admin.actor } },
    });
    await expect(
      world.bookings.approve(booking, undefined, admin),
    ).rejects.toThrow('This booking is active already');
  });

  it('gives the time back when it is rejected, with the reason', async () => {
    const { id: booking } = await world.book('gpu', '10:00', '11:00');
    const rejected = await world.bookings.end(
      booking,
      { kind: 'reject', reason: 'Too long' },
      admin,
    );
    expect(rejected).toMatchObject({
      status: 'rejected',
      statusReason: 'Too long',
      approval: { decidedBy: admin.actor },
    });
    expect(await types(world)).toEqual(['created', 'rejected']);
    expect(await world.rows('claim')).toEqual([]);
    await world.book('gpu', '10:00', '11:00');
  });

  it('does not reject or approve what nobody has to decide on', async () => {
    const { id: booking } = await world.book('bench', '10:00', '11:00');
    await expect(
      world.bookings.end(booking, { kind: 'reject' }, admin),
    ).rejects.toThrow('This booking is confirmed');
    await expect(
      world.bookings.approve(booking, undefined, admin),
    ).rejects.toThrow('This booking is confirmed already');
  });

  it('lapses at its instant, and not before', async () => {
    const { id: booking } = await world.book('bench', '10:00', '12:00');
    world.clock.now = Date.parse(at('08:30')) - 1;
    expect(await world.lifecycle.step()).toBe(0);
    expect(await stepAt(world, '08:30')).toBe(1);
    expect(await world.lifecycle.step()).toBe(0);
    expect(await world.bookings.get(booking)).toMatchObject({
      status: 'expired',
      expiresAt: undefined,
    });
    const [, expired] = await world.events('booking');
    expect(expired).toMatchObject({ type: 'booking.expired' });
    expect(expired.data.late).toBeUndefined();
    expect(await world.rows('claim')).toEqual([]);
  });

  it('lapses after an outage too, in its place, and says it is late', async () => {
    await world.book('bench', '10:00', '12:00', { title: 'lapses' });
    await world.book('bench', '08:10', '08:20', { title: 'early' });
    await world.book('bench', '08:40', '08:50', { title: 'late' });
    await stepAt(world, '11:00');
    const events = (await world.events('booking')).slice(3);
    expect(
      events.map(
        ({ type, data }) =>
          `${type.replace('booking.', '')} ${data.booking.title}${data.late ? ' late' : ''}`,
      ),
    ).toEqual([
      'started early late',
      'ended early late',
      'expired lapses late',
      'started late late',
      'ended late late',
    ]);
  });

  it('cannot be approved once it has lapsed, even before that is told', async () => {
    const { id: booking } = await world.book('bench', '10:00', '12:00');
    world.clock.now = Date.parse(at('08:30'));
    await expect(
      world.bookings.approve(booking, undefined, admin),
    ).rejects.toThrow('This booking has lapsed');
  });

  describe('a change', () => {
    const change = (booking: string, to: object, version: number) =>
      world.bookings.update(booking, to, version, asUser(), {
        requestedBy: [asUser().actor],
      });

    it('of what matters asks again', async () => {
      const { id: booking } = await world.book('gpu', '10:00', '11:00');
      await world.bookings.approve(booking, undefined, admin);
      const moved = await change(booking, { end: at('11:30') }, 2);
      expect(moved).toMatchObject({
        status: 'pending',
        approval: { requestedBy: [asUser().actor] },
      });
      expect(moved.approval!.decidedBy).toBeUndefined();
      const again = await world.bookings.approve(booking, undefined, admin);
      expect(again).toMatchObject({ status: 'confirmed', version: 4 });
      const elsewhere = await change(
        booking,
        { resourceRefs: ['resource:default/other'] },
        4,
      );
      expect(elsewhere.status).toBe('pending');
    });

    it('of the words, or to less, does not', async () => {
      const { id: booking } = await world.book('gpu', '10:00', '12:00');
      await world.bookings.approve(booking, undefined, admin);
      expect((await change(booking, { title: 'Other' }, 2)).status).toBe(
        'confirmed',
      );
      const shorter = await change(booking, { end: at('11:00') }, 3);
      expect(shorter).toMatchObject({
        status: 'confirmed',
        approval: { decidedBy: admin.actor },
      });
    });

    it('of a pending one waits on, or needs nobody any more', async () => {
      const { id: booking } = await world.book('bench', '10:00', '12:00');
      world.clock.now += 10 * MINUTE;
      const moved = await change(booking, { end: at('12:30') }, 1);
      expect(moved).toMatchObject({
        status: 'pending',
        expiresAt: world.clock.now + 30 * MINUTE,
      });
      const short = await change(booking, { end: at('11:00') }, 2);
      expect(short).toMatchObject({
        status: 'confirmed',
        approval: undefined,
        expiresAt: undefined,
      });
    });

    it('of an active one to more is refused', async () => {
      const { id: booking } = await world.book('gpu', '10:00', '11:00');
      await world.bookings.approve(booking, undefined, admin);
      await stepAt(world, '10:00');
      const { version } = await world.bookings.get(booking);
      await expect(
        change(booking, { end: at('12:00') }, version),
      ).rejects.toThrow('for which one that has begun cannot wait');
      expect(
        (await change(booking, { end: at('10:30') }, version)).status,
      ).toBe('active');
    });
  });
});

describe.each(databases.eachSupportedId())('approvals at once on %p', id => {
  let backends: Backends;
  let world: World;

  beforeEach(async () => {
    backends = await openBackends(databases, id);
    world = backends.world;
    await furnish(world);
  });
  afterEach(() => backends.close());

  it('two overlapping pendings never exist to be approved', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) =>
        backends.both[n % 2].bookings.create(
          world.booking('gpu', n % 3 ? '10:00' : '10:30', '12:00'),
          `user:default/u${n}`,
          asUser(`u${n}`),
        ),
      ),
    );
    expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 11 });
    const [booking] = await world.rows('booking');
    // Two approvers of the one there is: it is approved once.
    const approvals = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((name, n) =>
        backends.both[n % 2].bookings.approve(
          booking.id,
          undefined,
          asUser(name),
        ),
      ),
    );
    expect(tally(approvals)).toEqual({ ok: 1, ConflictError: 3 });
    expect(await types(world)).toEqual(['created', 'confirmed']);
    await expectNoOverbooking(world);
  });

  const approveOf = (booking: string) => () =>
    world.bookings.approve(booking, undefined, admin);
  const endOf = (booking: string, kind: 'cancel' | 'reject') => () =>
    backends.other.bookings.end(booking, { kind }, admin);

  it.each(['cancel', 'reject'] as const)(
    'approve against %s: one of them',
    async kind => {
      for (let round = 0; round < 6; round++) {
        const { id: booking } = await world.book('gpu', '10:00', '11:00');
        const tasks = [approveOf(booking), endOf(booking, kind)];
        const ordered = round % 2 ? tasks : tasks.toReversed();
        const row = { table: 'booking' as const, id: booking };
        const outcomes =
          id === 'POSTGRES_18'
            ? await lineUp(backends.knex, row, ordered)
            : await Promise.allSettled(ordered.map(task => task()));
        const after = await world.bookings.get(booking);
        const approved = outcomes[round % 2 ? 0 : 1].status === 'fulfilled';
        const ended = outcomes[round % 2 ? 1 : 0].status === 'fulfilled';
        // Cancelling what has just been approved is fine; the other way is not.
        expect(approved && ended ? kind : 'cancel').toBe('cancel');
        expect(after.status === 'confirmed').toBe(approved && !ended);
        const claims = await world.rows('claim');
        expect(claims.length > 0).toBe(after.status === 'confirmed');
        if (after.status === 'confirmed') {
          await world.bookings.end(booking, { kind: 'cancel' }, admin);
        }
      }
    },
  );

  it('approve against lapse: one of them', async () => {
    const outcomes = new Set<string>();
    const { lifecycle } = backends.other;
    for (let round = 0; round < 6; round++) {
      const { id: booking } = await world.book('bench', '10:00', '12:00');
      world.clock.now += 30 * MINUTE - (round % 2 ? 0 : 1);
      const first = approveOf(booking)();
      world.clock.now += round % 2 ? 0 : 1;
      await Promise.allSettled([first, lifecycle.step()]);
      await lifecycle.step();
      const { status } = await world.bookings.get(booking);
      outcomes.add(status);
      const told = (await world.events('booking'))
        .filter(({ aggregate }) => aggregate === `booking:${booking}`)
        .map(({ type }) => type);
      expect(told).toEqual(['booking.created', `booking.${status}`]);
      if (status === 'confirmed') {
        await world.bookings.end(booking, { kind: 'cancel' }, admin);
      }
      world.clock.now = Date.parse(at('08:00'));
    }
    expect([...outcomes]).toContain('expired');
  });

  it('lapses once, whoever looks', async () => {
    for (let n = 0; n < 4; n++) {
      await world.book('bench', `${10 + 3 * n}:00`, `${12 + 3 * n}:00`);
    }
    world.clock.now += 30 * MINUTE;
    await Promise.all([
      world.lifecycle.step(),
      backends.other.lifecycle.step(),
    ]);
    expect(
      (await types(world)).filter(type => type === 'expired'),
    ).toHaveLength(4);
  });
});
