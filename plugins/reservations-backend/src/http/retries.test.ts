import { TestDatabases } from '@backstage/backend-test-utils';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import {
  type Answer,
  furnish,
  hours,
  type Portal,
  type Principal,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('asking again on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  const fresh = async () => {
    count += 1;
    return portal.resource({ name: `thing-${count}` });
  };
  const post = (
    path: string,
    key: string,
    body: object,
    who: Principal = 'researcher',
  ) =>
    portal.call(who, 'POST', path, {
      headers: { 'idempotency-key': key },
      body,
    });
  const run = (ref: string, from = 1) => ({
    resourceRefs: [ref],
    title: 'A run',
    start: hours(from),
    end: hours(from + 1),
  });
  const retitle = (path: string, title: string, match?: string) =>
    portal.call('admin', 'PATCH', path, {
      headers: match === undefined ? {} : { 'if-match': match },
      body: { title },
    });
  const bookingsOn = async (ref: string) => {
    const page = await portal.done<{ items: Booking[] }>(
      'admin',
      'GET',
      `/bookings?resource=${ref}`,
    );
    return page.items;
  };
  const statuses = (answers: Answer[]) => [
    ...new Set(answers.map(answer => answer.status)),
  ];

  it('R11: the same key a hundred times at once makes one booking', async () => {
    const { entityRef } = await fresh();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        post('/bookings', 'same', run(entityRef)),
      ),
    );
    expect(statuses(answers)).toEqual([201]);
    expect(new Set(answers.map(answer => answer.text)).size).toBe(1);
    expect(new Set(answers.map(a => a.headers.get('etag')))).toEqual(
      new Set(['"1"']),
    );
    expect(await bookingsOn(entityRef)).toHaveLength(1);
  });

  it('R11: another body under the key is 422, another’s key is another', async () => {
    const { entityRef } = await fresh();
    const body = run(entityRef);
    const first = await post('/bookings', 'shared', body);
    expect(first.status).toBe(201);
    const other = await post('/bookings', 'shared', { ...body, title: 'Two' });
    expect(other.status).toBe(422);
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    expect((await post('/bookings', 'shared', reordered)).body).toEqual(
      first.body,
    );
    expect((await post('/bookings', 'shared', body, 'developer')).status).toBe(
      409,
    );
    expect(
      (await post('/bookings', 'shared', run(entityRef, 3), 'developer'))
        .status,
    ).toBe(201);
    expect(
      (await post(`/bookings/${first.body.id}/cancel`, 'shared', {})).status,
    ).toBe(200);
  });

  it('R11: a refusal leaves the key free', async () => {
    const { entityRef } = await fresh();
    const blocker = await portal.book('developer', run(entityRef));
    expect((await post('/bookings', 'later', run(entityRef))).status).toBe(409);
    await portal.done('developer', 'POST', `/bookings/${blocker.id}/cancel`);
    expect((await post('/bookings', 'later', run(entityRef))).status).toBe(201);
  });

  it('R11: replays the first answer after the world has moved on', async () => {
    const { entityRef, id: resource } = await fresh();
    const body = run(entityRef);
    const first = await post('/bookings', 'moved', body);
    const cancelPath = `/bookings/${first.body.id}/cancel`;
    const cancelled = await post(cancelPath, 'cancel', { reason: 'rain' });
    expect(cancelled.body.status).toBe('cancelled');
    await portal.book('developer', body);
    await portal.done('admin', 'PATCH', `/resources/${resource}`, {
      headers: { 'if-match': '*' },
      body: { status: 'unavailable' },
    });

    const replayed = await post('/bookings', 'moved', body);
    expect(replayed.status).toBe(201);
    expect(replayed.body).toEqual(first.body);
    const again = await post(cancelPath, 'cancel', { reason: 'rain' });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(cancelled.body);
    expect(await bookingsOn(entityRef)).toHaveLength(2);
  });

  it('R11: replays though the type has come to ask for more', async () => {
    const type = await portal.type({ name: `asking-${count}` });
    count += 1;
    const { entityRef } = await portal.resource({
      name: `thing-${count}`,
      type: type.name,
    });
    const body = { ...run(entityRef), parameters: {} };
    const first = await post('/bookings', 'asked', body);
    await portal.done('admin', 'PATCH', `/resource-types/${type.id}`, {
      headers: { 'if-match': '*' },
      body: { bookingParametersSchema: { required: ['vlan'] } },
    });
    expect((await post('/bookings', 'new', body)).status).toBe(400);
    const replayed = await post('/bookings', 'asked', body);
    expect(replayed.status).toBe(201);
    expect(replayed.body).toEqual(first.body);
  });

  it('R11: holds for sites, types and resources too', async () => {
    for (const [path, body] of [
      ['/sites', { name: 'once', title: 'Once', timeZone: 'UTC' }],
      ['/resource-types', { name: 'once', title: 'Once', colour: '#123456' }],
      [
        '/resources',
        { name: 'once-only', siteRef: 'resource:campus', type: 'plain' },
      ],
    ] as const) {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => post(path, 'once', body, 'admin')),
      );
      expect(statuses(answers)).toEqual([201]);
      expect(new Set(answers.map(answer => answer.body.id)).size).toBe(1);
      expect(
        (await post(path, 'once', { ...body, title: 'Twice' }, 'admin')).status,
      ).toBe(422);
    }
  });

  it('R12: changes need the version last seen, and none is lost', async () => {
    const { entityRef, id: resource } = await fresh();
    const booking = await portal.book('researcher', run(entityRef));
    const site = await portal.done<{ items: { id: string }[] }>(
      'admin',
      'GET',
      '/sites?q=cloud',
    );
    const type = await portal.type({ name: `versioned-${count}` });
    for (const path of [
      `/bookings/${booking.id}`,
      `/resources/${resource}`,
      `/sites/${site.items[0].id}`,
      `/resource-types/${type.id}`,
    ]) {
      const patch = retitle.bind(undefined, path);
      const before = await portal.call('admin', 'GET', path);
      expect((await patch('Blind')).status).toBe(428);
      expect((await patch('Odd', 'now')).status).toBe(400);
      expect((await patch('Two', '"1"')).headers.get('etag')).toBe('"2"');
      const stale = await patch('Three', '"1"');
      expect(stale.status).toBe(412);
      expect((await patch('Ahead', '"7"')).status).toBe(412);
      const kept = await portal.call('admin', 'GET', path);
      expect(kept.body).toEqual({
        ...before.body,
        title: 'Two',
        version: 2,
        updatedAt: kept.body.updatedAt,
      });
      expect((await patch('Any', '*')).body.version).toBe(3);

      const answers = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map(title => patch(title, '"3"')),
      );
      expect(answers.map(answer => answer.status).sort()).toEqual([
        200, 412, 412, 412, 412,
      ]);
      const winner = answers.find(answer => answer.status === 200);
      const last = await portal.call('admin', 'GET', path);
      expect(last.body.title).toBe(winner?.body.title);
    }
  });

  it('actions need no version, also when they meet', async () => {
    const { entityRef } = await fresh();
    const booking = await portal.book('researcher', run(entityRef));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        portal.call('researcher', 'POST', `/bookings/${booking.id}/cancel`),
      ),
    );
    expect(answers.map(answer => answer.status).sort()).toEqual([
      200, 409, 409, 409, 409, 409, 409, 409,
    ]);
  });
});
