import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  BookingPreview,
} from '@callboard/backstage-plugin-reservations-common';
import {
  eventually,
  furnish,
  hours,
  minutes,
  type Portal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('bookings on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  /** A resource of its own, so that tests do not meet. */
  const fresh = async (more: object = {}) => {
    count += 1;
    const made = await portal.resource({ name: `thing-${count}`, ...more });
    return made.entityRef;
  };
  const create = (
    body: object,
    who: 'researcher' | 'developer' = 'researcher',
  ) =>
    portal.call(who, 'POST', '/bookings', {
      body: { title: 'A run', ...body },
    });

  it('R8: books, and answers with the whole booking', async () => {
    const ref = await fresh();
    const answer = await create({
      id: 'mine',
      resourceRefs: [ref.toUpperCase().replace('DEFAULT/', '')],
      start: '2030-03-31T01:30:00+02:00',
      end: '2030-03-31T02:30:00.5Z',
      title: '<script>alert(1)</script> ../ 😀',
      purpose: 'Ünïcode\nand lines',
      participants: ['user:Developer', 'user:default/developer', 'group:lab'],
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toMatchObject({
      version: 1,
      resourceRefs: [ref],
      units: {},
      start: '2030-03-30T23:30:00.000Z',
      end: '2030-03-31T02:30:00.500Z',
      timeZone: 'Europe/Rome',
      title: '<script>alert(1)</script> ../ 😀',
      purpose: 'Ünïcode\nand lines',
      participants: ['user:default/developer', 'group:default/lab'],
      status: 'confirmed',
      owner: principals.researcher,
      bookedBy: principals.researcher,
      actions: ['update', 'cancel', 'extend', 'leave'],
    });
    expect(answer.body.id).toMatch(/^[0-9a-f-]{36}$/);
    const path = `/bookings/${answer.body.id.toUpperCase()}`;
    const read = await portal.call('researcher', 'GET', path);
    expect(read.body).toEqual(answer.body);
    expect(read.headers.get('etag')).toBe('"1"');
    const seen = await portal.call('developer', 'GET', path);
    expect(seen.body).toEqual({ ...answer.body, actions: ['leave'] });
  });

  it.each<[string, string, () => object]>([
    ['a start in the past', 'start', () => ({ start: minutes(-6) })],
    ['zero length', 'end', () => ({ end: hours(1) })],
    ['an end before the start', 'end', () => ({ end: hours(-1) })],
    ['more than a year', 'end', () => ({ end: hours(367 * 24) })],
    ['an unknown time zone', 'timeZone', () => ({ timeZone: 'Mars/Olympus' })],
    [
      'units of something else',
      'units/resource:x',
      () => ({ units: { 'resource:x': 1 } }),
    ],
    [
      'an owner that is a thing',
      'onBehalfOf',
      () => ({ onBehalfOf: 'resource:x' }),
    ],
  ])('R8: refuses %s, naming %s', async (_, field, change) => {
    const ref = await fresh();
    const before = await portal.rowCounts();
    const body = {
      resourceRefs: [ref],
      title: 'A run',
      start: hours(1),
      end: hours(2),
      ...change(),
    };
    const answer = await portal.call('admin', 'POST', '/bookings', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.fields).toMatchObject([{ field }]);
    expect(await portal.rowCounts()).toEqual(before);
    const { title: _title, ...asked } = body;
    const preview = await portal.call('admin', 'POST', '/bookings/preview', {
      body: asked,
    });
    expect(preview.status).toBe(400);
    expect(preview.body.fields).toMatchObject([{ field }]);
  });

  it('R8: lets a booking begin a few minutes ago', async () => {
    const ref = await fresh();
    const answer = await create({
      resourceRefs: [ref],
      start: minutes(-4),
      end: minutes(10),
    });
    expect(answer.status).toBe(201);
  });

  it('R8: books several resources, all or nothing', async () => {
    const [a, b] = [await fresh(), await fresh()];
    const time = { start: hours(1), end: hours(2) };
    expect((await create({ resourceRefs: [b], ...time })).status).toBe(201);
    const before = await portal.rowCounts();
    const refused = await create({ resourceRefs: [a, b], ...time });
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toMatchObject([{ resourceRef: b }]);
    expect(await portal.rowCounts()).toEqual(before);
    const unknown = await create({
      resourceRefs: [a, 'resource:default/nowhere'],
      ...time,
    });
    expect(unknown.status).toBe(404);
    expect(unknown.body.fields[0].field).toBe('resourceRefs/1');
    expect((await create({ resourceRefs: [a], ...time })).status).toBe(201);
  });

  it('R10: bookings that touch fit; one that overlaps is told what and what else', async () => {
    await portal.type({ name: 'twin' });
    const ref = await fresh({ type: 'twin' });
    const other = await fresh({ type: 'twin' });
    const elsewhere = await fresh({
      type: 'twin',
      siteRef: 'resource:cloud',
    });
    const hour = (from: number, to: number) => ({
      resourceRefs: [ref],
      start: hours(from),
      end: hours(to),
    });
    const first = await create(hour(10, 11));
    expect((await create(hour(11, 12))).status).toBe(201);
    const refused = await create(hour(10, 12), 'developer');
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toHaveLength(2);
    expect(refused.body.conflicts[0]).toEqual({
      resourceRef: ref,
      start: hours(10),
      end: hours(11),
      kind: 'booking',
      bookingId: first.body.id,
      title: 'A run',
      owner: principals.researcher,
    });
    const { suggestions } = refused.body;
    expect(suggestions.length).toBeLessThanOrEqual(5);
    expect(suggestions).toContainEqual({
      resourceRef: ref,
      start: hours(8),
      end: hours(10),
    });
    expect(suggestions).toContainEqual({
      resourceRef: other,
      start: hours(10),
      end: hours(12),
    });
    const refs = suggestions.map((slot: any) => slot.resourceRef);
    expect(refs).not.toContain(elsewhere);
    for (const slot of suggestions) {
      const { resourceRef, start, end } = slot;
      const preview = await portal.done<BookingPreview>(
        'developer',
        'POST',
        '/bookings/preview',
        { body: { resourceRefs: [resourceRef], start, end } },
      );
      expect(preview.conflicts).toEqual([]);
    }
  });

  it('R10: says that it is setup or teardown that is in the way', async () => {
    await portal.type({ name: 'slow-start', setupMinutes: 120 });
    await portal.type({ name: 'slow-end', teardownMinutes: 120 });
    for (const [type, from, kind, free] of [
      ['slow-start', 18, 'setup', 17],
      ['slow-end', 21, 'teardown', 23],
    ] as const) {
      const ref = await fresh({ type });
      await create({ resourceRefs: [ref], start: hours(20), end: hours(21) });
      const at = (hour: number) =>
        create({
          resourceRefs: [ref],
          start: hours(hour),
          end: hours(hour + 1),
        });
      const refused = await at(from);
      expect(refused.status).toBe(409);
      expect(refused.body.conflicts).toMatchObject([{ kind }]);
      expect((await at(free)).status).toBe(201);
    }
  });

  it('previews without saving, and lets a moved booking step over itself', async () => {
    const ref = await fresh();
    const booking = await portal.book('researcher', {
      resourceRefs: [ref],
      start: hours(1),
      end: hours(3),
    });
    const before = await portal.rowCounts();
    const preview = (body: object) =>
      portal.done<BookingPreview>('researcher', 'POST', '/bookings/preview', {
        body: { resourceRefs: [ref], start: hours(2), end: hours(4), ...body },
      });
    const blocked = await preview({});
    expect(blocked.conflicts).toMatchObject([{ bookingId: booking.id }]);
    expect(blocked.suggestions.length).toBeGreaterThan(0);
    const moved = await preview({ replaces: booking.id });
    expect(moved.conflicts).toEqual([]);
    expect(moved.occurrences).toEqual([{ start: hours(2), end: hours(4) }]);
    expect(moved.claims).toEqual([
      {
        resourceRef: ref,
        whole: true,
        units: 1,
        start: hours(2),
        end: hours(4),
      },
    ]);
    expect(await portal.rowCounts()).toEqual(before);
    const stranger = await portal.call(
      'researcher',
      'POST',
      '/bookings/preview',
      {
        body: {
          resourceRefs: [ref],
          start: hours(2),
          end: hours(4),
          replaces: '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d',
        },
      },
    );
    expect(stranger.status).toBe(404);
  });

  it('moves, resizes and retitles', async () => {
    const [a, b] = [await fresh(), await fresh()];
    const booking = await portal.book('researcher', {
      resourceRefs: [a],
      start: hours(1),
      end: hours(2),
    });
    const patch = (body: object, version: number) =>
      portal.call('researcher', 'PATCH', `/bookings/${booking.id}`, {
        headers: { 'if-match': `"${version}"` },
        body,
      });
    const moved = await patch(
      { start: hours(2), end: hours(4), resourceRefs: [b] },
      1,
    );
    expect(moved.headers.get('etag')).toBe('"2"');
    expect(moved.body).toMatchObject({ resourceRefs: [b], start: hours(2) });
    expect((await patch({ title: 'Other' }, 2)).body).toMatchObject({
      version: 3,
      title: 'Other',
      start: hours(2),
    });
    expect((await patch({ end: hours(1) }, 3)).body.fields).toMatchObject([
      { field: 'end' },
    ]);
    await portal.book('developer', {
      resourceRefs: [b],
      start: hours(4),
      end: hours(5),
    });
    const blocked = await patch({ end: hours(5) }, 3);
    expect(blocked.status).toBe(409);
    expect(blocked.body.conflicts).toHaveLength(1);
    const kept = await portal.call(
      'researcher',
      'GET',
      `/bookings/${booking.id}`,
    );
    expect(kept.body).toMatchObject({ version: 3, end: hours(4) });
  });

  it('cancels what has not begun, and frees the time', async () => {
    const ref = await fresh();
    const time = { resourceRefs: [ref], start: hours(1), end: hours(2) };
    const booking = await portal.book('researcher', time);
    const path = `/bookings/${booking.id}`;
    const early = await portal.call('researcher', 'POST', `${path}/release`);
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('cancel it instead');
    const cancelled = await portal.call(
      'researcher',
      'POST',
      `${path}/cancel`,
      {
        body: { reason: 'rain' },
      },
    );
    expect(cancelled.headers.get('etag')).toBe('"2"');
    expect(cancelled.body).toMatchObject({
      status: 'cancelled',
      statusReason: 'rain',
      end: hours(2),
      actions: [],
    });
    for (const action of ['cancel', 'release']) {
      const again = await portal.call(
        'researcher',
        'POST',
        `${path}/${action}`,
      );
      expect(again.status).toBe(409);
    }
    const late = await portal.call('researcher', 'PATCH', path, {
      headers: { 'if-match': '"2"' },
      body: { title: 'Late' },
    });
    expect(late.status).toBe(409);
    expect((await create(time)).status).toBe(201);
  });

  it('R24: starts what is due; release and cancel end it now', async () => {
    const start = minutes(-1);
    const begin = async () => {
      const ref = await fresh();
      const { id: booking } = await portal.book('researcher', {
        resourceRefs: [ref],
        start,
        end: hours(6),
      });
      const path = `/bookings/${booking}`;
      const active = await eventually(
        () => portal.done<Booking>('researcher', 'GET', path),
        one => one.status === 'active',
      );
      expect(active.actions).toEqual(['update', 'cancel', 'release', 'extend']);
      return { ref, path };
    };
    const { ref, path } = await begin();
    for (const [body, field] of [
      [{ start: hours(1) }, 'start'],
      [{ resourceRefs: [await fresh()] }, 'resourceRefs'],
    ] as const) {
      const refused = await portal.call('researcher', 'PATCH', path, {
        headers: { 'if-match': '*' },
        body,
      });
      expect(refused.body).toMatchObject({ fields: [{ field }] });
    }
    const longer = await portal.call('researcher', 'PATCH', path, {
      headers: { 'if-match': '*' },
      body: { end: hours(8) },
    });
    expect(longer.body).toMatchObject({ status: 'active', end: hours(8) });

    const asked = Date.now();
    const released = await portal.done<Booking>(
      'researcher',
      'POST',
      `${path}/release`,
    );
    expect(released.status).toBe('released');
    expect(Math.abs(Date.parse(released.end) - asked)).toBeLessThan(5_000);
    const next = await create({
      resourceRefs: [ref],
      start: minutes(1),
      end: hours(6),
    });
    expect(next.status).toBe(201);

    const other = await begin();
    const cancelled = await portal.done<Booking>(
      'researcher',
      'POST',
      `${other.path}/cancel`,
    );
    expect(cancelled.status).toBe('cancelled');
    expect(Math.abs(Date.parse(cancelled.end) - Date.now())).toBeLessThan(
      5_000,
    );
  });

  it('R13: a window shows all that overlaps it, and nothing that only touches', async () => {
    const ref = await fresh();
    const long = await portal.book('researcher', {
      resourceRefs: [ref],
      start: hours(10),
      end: hours(20),
    });
    await agePast(portal, long.id, 90);
    const near = await portal.book('researcher', {
      resourceRefs: [ref],
      start: hours(20),
      end: hours(22),
    });
    const between = async (from: number, to: number, path: string) => {
      const answer = await portal.done<{ items: Booking[] }>(
        'researcher',
        'GET',
        `${path}?from=${hours(from)}&to=${hours(to)}&resource=${ref}`,
      );
      return answer.items.map(item => item.id).sort();
    };
    for (const path of ['/bookings', '/calendar']) {
      expect(await between(15, 16, path)).toEqual([long.id]);
      expect(await between(19, 21, path)).toEqual([long.id, near.id].sort());
      expect(await between(20, 21, path)).toEqual([near.id]);
      expect(await between(22, 23, path)).toEqual([]);
      expect(await between(-30 * 24, -29 * 24, path)).toEqual([long.id]);
    }
    const later = await portal.done<{ items: Booking[] }>(
      'researcher',
      'GET',
      `/bookings?from=${hours(20)}&resource=${ref}`,
    );
    expect(later.items.map(item => item.id)).toEqual([near.id]);
  });
});

/** As if it had begun that many days earlier; nobody may book the past. */
async function agePast(portal: Portal, booking: string, days: number) {
  const back = days * 86_400_000;
  for (const [table, key, column] of [
    ['booking', 'id', 'start_at'],
    ['booking_resource', 'booking_id', 'start_at'],
    ['claim', 'booking_id', 'from_at'],
  ]) {
    await portal.knex(table).where(key, booking).decrement(column, back);
  }
}
