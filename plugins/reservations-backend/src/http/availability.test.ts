import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Availability,
  Booking,
  Page,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('looking on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.type({
      name: 'buffered',
      setupMinutes: 60,
      teardownMinutes: 30,
    });
  });
  afterAll(() => portal.stop());

  const fresh = async (more: object = {}) => {
    count += 1;
    return (await portal.resource({ name: `thing-${count}`, ...more }))
      .entityRef;
  };
  const book = (ref: string, from: number, to: number, more: object = {}) =>
    portal.book('researcher', {
      resourceRefs: [ref],
      start: hours(from),
      end: hours(to),
      ...more,
    });
  const availabilityOf = async (ref: string, more = '') => {
    const page = await portal.done<{ items: Availability[] }>(
      'developer',
      'GET',
      `/availability?from=${hours(0)}&to=${hours(24)}&resource=${ref}${more}`,
    );
    expect(page.items).toHaveLength(1);
    return page.items[0];
  };

  it('says when a resource is busy and free, within the window', async () => {
    const ref = await fresh();
    await book(ref, 2, 4);
    await book(ref, 4, 6);
    await book(ref, 22, 30);
    const found = await availabilityOf(ref, '&minutes=60');
    expect(found).toMatchObject({
      resourceRef: ref,
      status: 'active',
      capacity: 'exclusive',
      free: [
        { start: hours(0), end: hours(2), units: 1 },
        { start: hours(6), end: hours(22), units: 1 },
      ],
      next: { resourceRef: ref, start: hours(0), end: hours(1) },
    });
    expect(found.busy[0].start).toBe(hours(2));
    expect(found.busy.at(-1)).toEqual({
      start: hours(22),
      end: hours(24),
      units: 1,
    });
    expect((await availabilityOf(ref, '&minutes=180')).next).toEqual({
      resourceRef: ref,
      start: hours(6),
      end: hours(9),
    });
    expect((await availabilityOf(ref, '&minutes=1200')).next).toBeUndefined();
  });

  it('leaves room for setup and teardown around the next slot', async () => {
    const ref = await fresh({ type: 'buffered' });
    await book(ref, 2, 4);
    const found = await availabilityOf(ref, '&minutes=60');
    expect(found.busy[0]).toMatchObject({ start: hours(1), end: hours(4.5) });
    // Its setup may not begin before 4:30, and no slot of an hour fits before 2.
    expect(found.next?.start).toBe(hours(5.5));
    const taken = await portal.call('developer', 'POST', '/bookings', {
      body: {
        resourceRefs: [ref],
        title: 'Run',
        start: found.next?.start,
        end: found.next?.end,
      },
    });
    expect(taken.status).toBe(201);
  });

  it('is busy where something above is booked as a whole or not active', async () => {
    const top = await fresh();
    const mid = await fresh({ parentRef: top });
    const leaf = await fresh({ parentRef: mid });
    const other = await fresh({ parentRef: mid });
    await book(top, 2, 4);
    await book(other, 6, 8);
    const found = await availabilityOf(leaf);
    expect(found.busy).toEqual([{ start: hours(2), end: hours(4), units: 1 }]);
    // From below too: a node keeps what holds it from being booked as a whole.
    const above = await availabilityOf(top);
    expect(above.busy).toContainEqual({
      start: hours(6),
      end: hours(8),
      units: 1,
    });
    const page = await portal.done<{ items: { id: string }[] }>(
      'admin',
      'GET',
      `/resources?ref=${mid}`,
    );
    await portal.done('admin', 'PATCH', `/resources/${page.items[0].id}`, {
      headers: { 'if-match': '*' },
      body: { status: 'maintenance', statusReason: 'new disks' },
    });
    const down = await availabilityOf(leaf, '&minutes=60');
    expect(down.status).toBe('maintenance');
    expect(down.next).toBeUndefined();
    const refused = await portal.call('developer', 'POST', '/bookings', {
      body: {
        resourceRefs: [leaf],
        title: 'Run',
        start: hours(10),
        end: hours(11),
      },
    });
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('new disks');
  });

  it('counts the units of a pool', async () => {
    const ref = await fresh({ capacity: 4 });
    await book(ref, 2, 6, { units: { [ref]: 1 } });
    await book(ref, 4, 8, { units: { [ref]: 2 } });
    const found = await availabilityOf(ref, '&units=3');
    expect(found.busy.map(one => one.units)).toEqual([1, 3, 2]);
    expect(found.free).toEqual([
      { start: hours(0), end: hours(2), units: 4 },
      { start: hours(2), end: hours(4), units: 3 },
      { start: hours(8), end: hours(24), units: 4 },
    ]);
    const slot = await availabilityOf(ref, '&units=3&minutes=300');
    expect(slot.next?.start).toBe(hours(8));
  });

  it.each(['/availability', '/calendar', '/bookings'])(
    '%s wants a window with something in it',
    async path => {
      for (const [from, to, status] of [
        [hours(2), hours(1), 400],
        [hours(1), hours(1), 400],
        [hours(0), hours(101 * 24), path === '/bookings' ? 200 : 400],
      ]) {
        const answer = await portal.call(
          'developer',
          'GET',
          `${path}?from=${from}&to=${to}`,
        );
        const named = answer.body.fields?.map((one: any) => one.field);
        expect([answer.status, named]).toEqual([
          status,
          status === 400 ? ['query.to'] : undefined,
        ]);
      }
    },
  );

  it('draws a calendar of what holds time, and says what may be moved', async () => {
    const ref = await fresh({ type: 'buffered' });
    const kept = await book(ref, 4, 5);
    const gone = await book(ref, 9, 10);
    await portal.done('researcher', 'POST', `/bookings/${gone.id}/cancel`);
    const path = `/calendar?from=${hours(0)}&to=${hours(24)}&resource=${ref}`;
    const calendar = await portal.call('researcher', 'GET', path);
    expect(calendar.body).toEqual({
      truncated: false,
      taken: [],
      items: [
        {
          id: kept.id,
          version: 1,
          resourceRefs: [ref],
          start: hours(4),
          end: hours(5),
          title: 'A run',
          status: 'confirmed',
          owner: principals.researcher,
          setupMinutes: 60,
          teardownMinutes: 30,
          editable: true,
        },
      ],
    });
    const theirs = await portal.call('developer', 'GET', path);
    expect(theirs.body.items[0].editable).toBe(false);
    const mine = await portal.call('developer', 'GET', `${path}&owner=me`);
    expect(mine.body.items).toEqual([]);
    const site = await portal.call(
      'developer',
      'GET',
      `${path}&site=resource:cloud`,
    );
    expect(site.body.items).toEqual([]);
  });

  it('pages through bookings in order while others are added', async () => {
    const ref = await fresh();
    const made: Booking[] = [];
    for (let n = 0; n < 7; n++) {
      made.push(await book(ref, 10 + 2 * n, 11 + 2 * n));
    }
    const pages = async (order: string, between: () => Promise<unknown>) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const after = cursor ? `&cursor=${cursor}` : '';
        const page = await portal.done<Page<Booking>>(
          'developer',
          'GET',
          `/bookings?resource=${ref}&limit=3&order=${order}${after}`,
        );
        expect(page.items.length).toBeLessThanOrEqual(3);
        ids.push(...page.items.map(item => item.id));
        if (!cursor) await between();
        cursor = page.nextCursor;
      } while (cursor);
      return ids;
    };
    const ids = made.map(one => one.id);
    const early = () => book(ref, 2, 3);
    expect(await pages('asc', early)).toEqual(ids);
    const late = () => book(ref, 60, 61);
    const descending = await pages('desc', late);
    expect(descending.slice(0, 7)).toEqual([...ids].reverse());
    expect(descending).toHaveLength(8);
  });

  it('pages through the inventory, titles that are equal included', async () => {
    for (let n = 0; n < 5; n++) {
      await portal.resource({ name: `same-${n}`, title: 'Same' });
    }
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const page = await portal.done<Page<{ name: string }>>(
        'developer',
        'GET',
        `/resources?q=same&limit=2${cursor}`,
      );
      seen.push(...page.items.map(item => item.name));
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4].map(n => `same-${n}`));
  });

  it('filters bookings by owner, status, site and type', async () => {
    const ref = await fresh({ type: 'buffered' });
    const one = await book(ref, 40, 41);
    const other = await portal.book('developer', {
      resourceRefs: [ref],
      start: hours(44),
      end: hours(45),
    });
    await portal.done('developer', 'POST', `/bookings/${other.id}/cancel`);
    const found = async (query: string) => {
      const page = await portal.done<Page<Booking>>(
        'researcher',
        'GET',
        `/bookings?resource=${ref}&${query}`,
      );
      return page.items.map(item => item.id);
    };
    expect(await found('owner=me')).toEqual([one.id]);
    expect(await found('owner=user:Developer')).toEqual([other.id]);
    expect(await found('owner=me&owner=user:developer')).toEqual([
      one.id,
      other.id,
    ]);
    expect(await found('status=cancelled')).toEqual([other.id]);
    expect(await found('site=resource:campus&type=Buffered')).toHaveLength(2);
    expect(await found('site=resource:cloud')).toEqual([]);
  });
});
