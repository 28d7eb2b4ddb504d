import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewResourceType } from '@callboard/backstage-plugin-reservations-common';
import {
  asUser,
  at,
  createWorld,
  expectNoOverbooking,
  type World,
} from '../__testUtils__/world';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const researcher = asUser();
const admin = asUser('admin');

async function told(world: World): Promise<string[]> {
  return (await world.events('booking'))
    .filter(({ type }) => type !== 'booking.created')
    .map(
      ({ type, data }) =>
        `${type.replace('booking.', '')}${data.reason ? ` ${data.reason}` : ''}${data.late ? ' late' : ''}`,
    );
}

async function stepAt(world: World, time: string) {
  world.clock.now = Date.parse(at(time));
  return world.lifecycle.step();
}

describe.each(databases.eachSupportedId())('check-in on %p', id => {
  let world: World;

  const type = (more: Partial<NewResourceType> = {}) =>
    world.type('attended', {
      policyDefaults: { checkIn: { opensMinutes: 10, withinMinutes: 20 } },
      ...more,
    });

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
  });

  it('begins at its start for who has come before', async () => {
    await type();
    await world.resource('scope', { type: 'attended' });
    const { id: booking } = await world.book('scope', '10:00', '11:00');
    world.clock.now = Date.parse(at('09:49'));
    await expect(world.bookings.checkIn(booking, researcher)).rejects.toThrow(
      'Check-in opens at 2027-03-15T09:50:00.000Z',
    );
    world.clock.now = Date.parse(at('09:50'));
    expect(await world.bookings.checkIn(booking, researcher)).toMatchObject({
      status: 'confirmed',
      checkedInAt: world.clock.now,
      expiresAt: undefined,
    });
    await world.bookings.checkIn(booking, researcher);
    expect(await world.lifecycle.step()).toBe(0);
    await stepAt(world, '10:00');
    await stepAt(world, '11:00');
    expect(await told(world)).toEqual([
      'checked_in',
      'started',
      'ended completed',
    ]);
  });

  it('waits at its start, and begins at once for who comes then', async () => {
    await type();
    await world.resource('scope', { type: 'attended' });
    const { id: booking } = await world.book('scope', '10:00', '11:00');
    expect(await stepAt(world, '10:00')).toBe(0);
    expect(await stepAt(world, '10:15')).toBe(0);
    await world.bookings.checkIn(booking, researcher);
    await world.lifecycle.step();
    expect((await world.bookings.get(booking)).status).toBe('active');
    expect(await told(world)).toEqual(['checked_in', 'started']);
  });

  it('is given up at the deadline, and its time is free', async () => {
    await type();
    await world.resource('scope', { type: 'attended' });
    const { id: booking } = await world.book('scope', '10:00', '11:00');
    world.clock.now = Date.parse(at('10:20'));
    await expect(world.bookings.checkIn(booking, researcher)).rejects.toThrow(
      'Check-in was until',
    );
    expect(await world.lifecycle.step()).toBe(1);
    expect(await world.bookings.get(booking)).toMatchObject({
      status: 'no_show',
      endAt: Date.parse(at('11:00')),
    });
    expect(await told(world)).toEqual(['ended no_show']);
    expect(await world.rows('claim')).toEqual([]);
    await expect(world.bookings.checkIn(booking, researcher)).rejects.toThrow(
      'given up because nobody checked in',
    );
    await world.book('scope', '10:20', '11:00');
  });

  it('tears down what was set up for nobody', async () => {
    await type({ setupMinutes: 30, teardownMinutes: 10 });
    await world.resource('scope', { type: 'attended' });
    await world.book('scope', '10:00', '11:00');
    await stepAt(world, '09:30');
    await stepAt(world, '10:20');
    await stepAt(world, '10:30');
    expect(await told(world)).toEqual([
      'setup_started',
      'ended no_show',
      'teardown_ended',
    ]);
  });

  it('claims no more than it did when an outage outlasts it', async () => {
    await type({ setupMinutes: 30, teardownMinutes: 10 });
    await world.resource('scope', { type: 'attended' });
    await world.book('scope', '10:00', '11:00');
    await world.book('scope', '11:45', '12:00', { title: 'next' });
    await stepAt(world, '09:30');
    await stepAt(world, '11:20');
    expect(await told(world)).toEqual([
      'setup_started',
      'ended no_show late',
      'teardown_ended late',
      'setup_started late',
    ]);
    await expectNoOverbooking(world);
  });

  it('is given up at its end at the latest, before the next one begins', async () => {
    await type();
    await world.resource('scope', { type: 'attended' });
    await world.resource('plain');
    await world.book('scope', '10:00', '10:10', { title: 'short' });
    const { id: next } = await world.book('scope', '10:10', '10:40');
    world.clock.now = Date.parse(at('10:05'));
    await world.bookings.checkIn(next, researcher);
    await stepAt(world, '10:10');
    expect(await told(world)).toEqual([
      'checked_in',
      'ended no_show',
      'started',
    ]);
  });

  it('has to be done again where the start moves, not where the end does', async () => {
    await type();
    await world.resource('scope', { type: 'attended' });
    const { id: booking } = await world.book('scope', '10:00', '11:00');
    world.clock.now = Date.parse(at('09:55'));
    await world.bookings.checkIn(booking, researcher);
    const longer = await world.bookings.extend(
      booking,
      { minutes: 30 },
      researcher,
    );
    expect(longer.checkedInAt).toBeDefined();
    const moved = await world.bookings.update(
      booking,
      { start: at('10:30') },
      3,
      researcher,
    );
    expect(moved).toMatchObject({
      checkedInAt: undefined,
      expiresAt: Date.parse(at('10:50')),
    });
  });

  it('is for what asks for it', async () => {
    await world.resource('plain');
    const { id: booking } = await world.book('plain', '10:00', '11:00');
    await expect(world.bookings.checkIn(booking, researcher)).rejects.toThrow(
      'Nobody has to check in to this booking',
    );
    await stepAt(world, '10:00');
    expect(await told(world)).toEqual(['started']);
  });

  it('counts who did not come, until an admin lets it pass', async () => {
    await type({
      policyDefaults: {
        checkIn: { withinMinutes: 5, noShows: 2, restrictDays: 3 },
      },
    });
    await world.resource('scope', { type: 'attended' });
    const missed = [];
    for (const hour of ['09', '10']) {
      missed.push(await world.book('scope', `${hour}:00`, `${hour}:30`));
    }
    await stepAt(world, '11:00');
    const again = () => world.book('scope', '12:00', '13:00');
    await expect(again()).rejects.toMatchObject({
      details: {
        verdicts: expect.arrayContaining([
          expect.objectContaining({
            policy: 'no-shows',
            result: 'deny',
            code: 'too_many_no_shows',
            message: expect.stringContaining('18 Mar'),
          }),
        ]),
      },
    });
    // Others are not meant, and neither are other types.
    await world.book('scope', '14:00', '15:00', {}, asUser('student'));
    await world.resource('plain');
    await world.book('plain', '12:00', '13:00');

    await world.bookings.waiveNoShow(missed[0].id, 'The lift was stuck', admin);
    await world.bookings.waiveNoShow(missed[0].id, undefined, admin);
    await again();
    const events = await world.events('booking.changed');
    expect(events.map(({ data }) => [data.reason, data.message])).toEqual([
      ['no_show_waived', 'The lift was stuck'],
    ]);
  });

  it('restricts for as long as the rule says', async () => {
    await type({
      policyDefaults: {
        checkIn: { withinMinutes: 5, noShows: 1, restrictDays: 3 },
      },
    });
    await world.resource('scope', { type: 'attended' });
    await world.book('scope', '09:00', '09:30');
    await stepAt(world, '10:00');
    world.clock.now = Date.parse('2027-03-18T08:59:00Z');
    const later = () =>
      world.book('scope', '2027-03-19T10:00:00Z', '2027-03-19T11:00:00Z');
    await expect(later()).rejects.toThrow('no-show');
    world.clock.now = Date.parse('2027-03-18T09:00:00Z');
    await later();
  });
});

describe.each(databases.eachSupportedId())('the night on %p', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
    await world.type('by-day', {
      teardownMinutes: 10,
      policyDefaults: { offHours: { at: '20:00', warnMinutes: 30 } },
    });
    await world.resource('stage', { type: 'by-day' });
  });

  // 20:00 in Rome is 19:00Z in winter.
  const book = (end: string) => world.book('stage', '10:00', end);

  it('ends what is active, after a warning, and says why', async () => {
    const { id: booking, offHoursAt } = await book('2027-03-17T10:00:00Z');
    expect(offHoursAt).toBe(Date.parse(at('19:00')));
    await stepAt(world, '10:00');
    world.clock.now = Date.parse(at('18:30')) - 1;
    expect(await world.lifecycle.step()).toBe(0);
    expect(await stepAt(world, '18:30')).toBe(1);
    expect(await stepAt(world, '19:00')).toBe(1);
    expect(await world.bookings.get(booking)).toMatchObject({
      status: 'released',
      endAt: Date.parse(at('19:00')),
      offHoursAt: undefined,
    });
    expect(await told(world)).toEqual([
      'started',
      'off_hours_warning',
      'ended released',
    ]);
    const ended = (await world.events('booking.ended'))[0];
    expect(ended.data).toMatchObject({
      cause: 'off_hours',
      plannedEnd: '2027-03-17T10:00:00.000Z',
    });
    await world.book('stage', '19:10', '21:00');
  });

  it('spares what is kept, for one night, over a change of the clocks', async () => {
    world.clock.now = Date.parse('2027-03-27T08:00:00Z');
    const { id: booking } = await world.book(
      'stage',
      '2027-03-27T10:00:00Z',
      '2027-03-29T10:00:00Z',
    );
    await stepAt(world, '2027-03-27T10:00:00Z');
    const kept = await world.bookings.keepAlive(booking, researcher);
    // The clocks go forward in the night to the 28th.
    expect(kept.offHoursAt).toBe(Date.parse('2027-03-28T18:00:00Z'));
    await world.bookings.keepAlive(booking, researcher);
    expect(await stepAt(world, '2027-03-28T17:29:00Z')).toBe(0);
    expect(await stepAt(world, '2027-03-28T18:00:00Z')).toBe(2);
    expect((await world.bookings.get(booking)).status).toBe('released');
    expect(await told(world)).toEqual([
      'started',
      'changed kept',
      'off_hours_warning late',
      'ended released',
    ]);
  });

  it('stays kept when it is extended', async () => {
    const { id: booking } = await book(at('20:00'));
    await stepAt(world, '10:00');
    const kept = await world.bookings.keepAlive(booking, researcher);
    expect(kept.offHoursAt).toBeUndefined();
    const longer = await world.bookings.extend(
      booking,
      { end: '2027-03-17T10:00:00Z' },
      researcher,
    );
    expect(longer.offHoursAt).toBe(Date.parse('2027-03-16T19:00:00Z'));
    expect(await told(world)).toEqual(['started', 'changed kept', 'extended']);
  });

  it('keeps nothing that is not active or ends before the night', async () => {
    const { id: early } = await book(at('19:00'));
    expect((await world.bookings.get(early)).offHoursAt).toBeUndefined();
    await expect(world.bookings.keepAlive(early, researcher)).rejects.toThrow(
      'This booking is confirmed',
    );
    await stepAt(world, '10:00');
    await expect(world.bookings.keepAlive(early, researcher)).rejects.toThrow(
      'not ended for any night',
    );
  });
});

describe.each(databases.eachSupportedId())('extending on %p', id => {
  it('moves the end of what it is by now, once for a key', async () => {
    const world = await createWorld(await databases.init(id));
    await world.resource('gpu');
    const { id: booking } = await world.book('gpu', '10:00', '11:00');
    await world.book('gpu', '13:00', '14:00');
    const once = {
      ...researcher,
      idempotency: {
        principal: researcher.actor,
        route: 'extendBooking',
        key: 'k',
        requestHash: 'h',
      },
    };
    for (let n = 0; n < 2; n++) {
      const longer = await world.bookings.extend(
        booking,
        { minutes: 60 },
        once,
      );
      expect(longer.endAt).toBe(Date.parse(at('12:00')));
    }
    await expect(
      world.bookings.extend(booking, { minutes: 61 }, researcher),
    ).rejects.toThrow('taken');
    await expect(
      world.bookings.extend(booking, { end: at('11:30') }, researcher),
    ).rejects.toThrow('must be later than the booking');
    expect((await world.events('booking.extended')).length).toBe(1);
    await world.bookings.end(booking, { kind: 'cancel' }, researcher);
    await expect(
      world.bookings.extend(booking, { minutes: 10 }, researcher),
    ).rejects.toThrow('This booking is cancelled');
  });
});
