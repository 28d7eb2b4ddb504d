import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  BookingPreview,
  BulkReport,
  Series,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  type Portal,
  type Principal,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

/** A day of next year, at nine in Rome, and three hours later. */
const year = new Date().getUTCFullYear() + 1;
const rome = (month: number, day: number, hour: number) => {
  const summer = month > 3 && month < 11;
  return new Date(
    Date.UTC(year, month - 1, day, hour - (summer ? 2 : 1)),
  ).toISOString();
};

describe.each(databases.eachSupportedId())('series over HTTP on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  const fresh = async () => {
    count += 1;
    return (await portal.resource({ name: `series-${count}` })).entityRef;
  };
  const daily = (ref: string, rule: string, more: object = {}) => ({
    resourceRefs: [ref],
    title: 'Weekly run',
    start: rome(2, 1, 9),
    end: rome(2, 1, 12),
    timeZone: 'Europe/Rome',
    recurrence: { rule, ...more },
  });
  const post = (
    who: Principal,
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ) => portal.call(who, 'POST', path, { body, headers });
  const make = async (ref: string, rule: string, more?: object) => {
    const answer = await post(
      'researcher',
      '/bookings',
      daily(ref, rule, more),
    );
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body as Booking;
  };

  it('R21: a weekly series keeps its local time, and says what was skipped', async () => {
    const ref = await fresh();
    const taken = await portal.done<Booking>('admin', 'POST', '/bookings', {
      body: {
        resourceRefs: [ref],
        title: 'Service',
        start: rome(2, 8, 10),
        end: rome(2, 8, 11),
      },
    });
    const rule = 'FREQ=WEEKLY;COUNT=12';
    const preview = await portal.done<BookingPreview>(
      'researcher',
      'POST',
      '/bookings/preview',
      { body: { ...daily(ref, rule), title: undefined } },
    );
    expect(preview.occurrences).toHaveLength(12);
    expect(preview.occurrences[1].conflicts).toMatchObject([
      { resourceRef: ref, start: taken.start },
    ]);
    expect(preview.occurrences[0].conflicts).toBeUndefined();
    expect(
      new Set(
        preview.occurrences.map(({ start }) =>
          new Date(start).toLocaleTimeString('en', { timeZone: 'Europe/Rome' }),
        ),
      ),
    ).toEqual(new Set(['9:00:00 AM']));

    const refused = await post('researcher', '/bookings', daily(ref, rule));
    expect([refused.status, refused.body.conflicts.length]).toEqual([409, 1]);

    const first = await make(ref, rule, { onConflict: 'skip' });
    expect(first.series).toMatchObject({
      booked: 11,
      skipped: [{ start: rome(2, 8, 9), code: 'taken' }],
    });
    const series = await portal.done<Series>(
      'researcher',
      'GET',
      `/series/${first.seriesId}`,
    );
    expect(series.items).toHaveLength(11);
    expect(series.actions).toEqual(['update', 'cancel']);
    const unseen = await portal.call('visitor', 'GET', `/series/${series.id}`);
    expect(unseen.status).toBe(404);
  });

  it('a rule that says nothing sensible is a 400 that names the field', async () => {
    const ref = await fresh();
    for (const rule of ['FREQ=SECONDLY;COUNT=2', 'FREQ=DAILY', 'tomorrow']) {
      const answer = await post('researcher', '/bookings', daily(ref, rule));
      expect([rule, answer.status, answer.body.fields[0].field]).toEqual([
        rule,
        400,
        'recurrence/rule',
      ]);
    }
    const zone = await post('researcher', '/bookings', {
      ...daily(ref, 'FREQ=DAILY;COUNT=2'),
      timeZone: 'Mars/Olympus',
    });
    expect([zone.status, zone.body.fields[0].field]).toEqual([400, 'timeZone']);
  });

  it('one, those that follow, or all of them change and are cancelled', async () => {
    const first = await make(await fresh(), 'FREQ=DAILY;COUNT=6');
    const seriesOf = (seriesId: string) =>
      portal.done<Series>('researcher', 'GET', `/series/${seriesId}`);
    const { items } = await seriesOf(first.seriesId!);
    const patch = (
      index: number,
      part: string,
      body: object,
      match = '*',
      who: Principal = 'researcher',
    ) =>
      portal.call(who, 'PATCH', `/bookings/${items[index].id}?apply=${part}`, {
        headers: { 'if-match': match },
        body,
      });

    const one = await patch(1, 'one', {
      start: rome(2, 2, 14),
      end: rome(2, 2, 15),
    });
    expect(one.status).toBe(200);
    expect((await patch(3, 'following', { title: 'x' }, '"9"')).status).toBe(
      412,
    );
    expect(
      (await patch(3, 'following', { title: 'x' }, '*', 'developer')).status,
    ).toBe(403);
    const following = await patch(3, 'following', {
      start: rome(2, 4, 15),
      end: rome(2, 4, 16),
      title: 'Later',
    });
    expect(following.status).toBe(200);
    expect(following.body).toMatchObject({
      start: rome(2, 4, 15),
      title: 'Later',
      occurrence: rome(2, 4, 15),
    });
    const before = await seriesOf(first.seriesId!);
    const after = await seriesOf(following.body.seriesId);
    expect(before.items.map(({ start, moved }) => [start, moved])).toEqual([
      [rome(2, 1, 9), false],
      [rome(2, 2, 14), true],
      [rome(2, 3, 9), false],
    ]);
    expect(after.items.map(({ start, title }) => [start, title])).toEqual(
      [4, 5, 6].map(day => [rome(2, day, 15), 'Later']),
    );

    const whole = await portal.call(
      'researcher',
      'PATCH',
      `/series/${after.id}`,
      {
        headers: { 'if-match': `"${after.version}"` },
        body: { purpose: 'Calibration' },
      },
    );
    expect(whole.status).toBe(200);
    const stale = await portal.call(
      'researcher',
      'PATCH',
      `/series/${after.id}`,
      {
        headers: { 'if-match': `"${after.version}"` },
        body: { purpose: 'Other' },
      },
    );
    expect(stale.status).toBe(412);

    const cancel = (path: string, key: string) =>
      post('researcher', path, { reason: 'Done' }, { 'idempotency-key': key });
    const path = `/bookings/${items[4].id}/cancel?apply=following`;
    const answers = [await cancel(path, 'k'), await cancel(path, 'k')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1].text).toBe(answers[0].text);
    expect(
      (await seriesOf(after.id)).items.map(({ status }) => status),
    ).toEqual(['confirmed', 'cancelled', 'cancelled']);
    const gone = await portal.call(
      'developer',
      'DELETE',
      `/series/${before.id}`,
    );
    expect(gone.status).toBe(403);
    const done = await portal.call(
      'researcher',
      'DELETE',
      `/series/${before.id}`,
    );
    expect(done.status).toBe(204);
    expect(
      (await seriesOf(before.id)).items.map(({ status }) => status),
    ).toEqual(['cancelled', 'cancelled', 'cancelled']);
    const single = await portal.done<Booking>(
      'researcher',
      'POST',
      '/bookings',
      {
        body: { ...daily(await fresh(), ''), recurrence: undefined },
      },
    );
    const none = await post(
      'researcher',
      `/bookings/${single.id}/cancel?apply=all`,
      {},
    );
    expect([none.status, none.body.fields[0].field]).toEqual([400, 'apply']);
  });

  it('R21: those that follow, or all, get another rule', async () => {
    const ref = await fresh();
    const first = await make(ref, 'FREQ=DAILY;COUNT=4');
    const seriesOf = (seriesId: string) =>
      portal.done<Series>('researcher', 'GET', `/series/${seriesId}`);
    const { items } = await seriesOf(first.seriesId!);
    expect(items.map(one => one.number)).toEqual([1, 2, 3, 4]);
    const recurrence = { rule: 'FREQ=DAILY;COUNT=4' };
    const look = (who: Principal, more: object = {}) =>
      post(who, '/bookings/preview', {
        ...{ resourceRefs: [ref], start: items[1].start, end: items[1].end },
        ...{ replaces: items[1].id, recurrence, ...more },
      });
    const becoming = async (more?: object) => {
      const { body } = await look('researcher', more);
      const { occurrences, cancelled } = body as BookingPreview;
      return [
        occurrences.map(one => `${one.start.slice(8, 10)} ${one.becomes}`),
        cancelled?.map(one => one.id),
      ];
    };
    expect(await becoming()).toEqual([
      ['02 kept', '03 kept', '04 kept', '05 booked'],
      [],
    ]);
    const short = { apply: 'all', recurrence: { rule: 'FREQ=DAILY;COUNT=2' } };
    expect(await becoming(short)).toEqual([
      ['01 kept', '02 kept'],
      [items[2].id, items[3].id],
    ]);
    expect((await look('developer')).status).toBe(403);
    expect((await look('visitor')).status).toBe(404);

    const patch = (who: Principal, part: string) =>
      portal.call(who, 'PATCH', `/bookings/${items[1].id}?apply=${part}`, {
        headers: { 'if-match': '*' },
        body: { recurrence },
      });
    expect((await patch('developer', 'following')).status).toBe(403);
    const one = await patch('researcher', 'one');
    expect([one.status, one.body.fields[0].field]).toEqual([400, 'recurrence']);
    const changed = await patch('researcher', 'following');
    expect(changed.status).toBe(200);
    expect((changed.body as Booking).series).toMatchObject({
      rule: 'RRULE:FREQ=DAILY;COUNT=4',
      ...{ booked: 1, skipped: [] },
    });
    const after = await seriesOf(changed.body.seriesId);
    expect(after.items.map(({ start }) => start)).toEqual(
      [2, 3, 4, 5].map(day => rome(2, day, 9)),
    );
    expect((await seriesOf(first.seriesId!)).items).toHaveLength(1);
  });

  it('R22: several at once are all or none, or each for itself', async () => {
    const [a, b] = [await fresh(), await fresh()];
    const vault = await portal.resource({
      name: `vault-series-${count}`,
      siteRef: 'resource:default/vault',
    });
    const item = (ref: string, day = 1, more: object = {}) => ({
      resourceRefs: [ref],
      title: 'One of them',
      start: rome(5, day, 9),
      end: rome(5, day, 12),
      ...more,
    });
    const bulk = (items: object[], mode: string, key?: string) =>
      post(
        'researcher',
        '/bookings/bulk',
        { items, mode },
        key ? { 'idempotency-key': key } : {},
      );

    const both = await bulk([item(a), item(b), item(a, 2)], 'all', 'bulk');
    expect([both.status, (both.body as BulkReport).booked]).toEqual([200, 3]);
    const again = await bulk([item(a), item(b), item(a, 2)], 'all', 'bulk');
    expect(again.text).toBe(both.text);
    const other = await bulk([item(a), item(b)], 'all', 'bulk');
    expect(other.status).toBe(422);

    const taken = await bulk([item(b, 3), item(a)], 'all');
    expect([taken.status, taken.body.fields[0].field]).toEqual([
      409,
      'items/1',
    ]);
    expect(taken.body.conflicts).toHaveLength(1);
    const hidden = await bulk([item(b, 3), item(vault.entityRef, 3)], 'all');
    expect([hidden.status, hidden.body.fields[0].field]).toEqual([
      404,
      'items/1/resourceRefs/0',
    ]);
    const own = await bulk([item(b, 3), item(b, 3)], 'all');
    expect(own.status).toBe(409);
    const free = await portal.done<{ items: Booking[] }>(
      'admin',
      'GET',
      `/bookings?resource=${b}&from=${rome(5, 3, 0)}&to=${rome(5, 4, 0)}`,
    );
    expect(free.items).toEqual([]);

    const items = [
      item(b, 3),
      item(a),
      item(vault.entityRef, 3),
      item(b, 4, { end: rome(5, 4, 9) }),
      item(b, 5, { onBehalfOf: 'user:default/insider' }),
    ];
    const each = await bulk(items, 'each', 'each');
    expect(each.status).toBe(200);
    const report = each.body as BulkReport;
    expect(report.items.map(({ status }) => status)).toEqual([
      201, 409, 404, 400, 403,
    ]);
    expect(report.booked).toBe(1);
    expect(report.items[1].conflicts).toHaveLength(1);
    expect(report.items[3].fields?.[0].field).toBe('end');
    const replay = await bulk(items, 'each', 'each');
    expect((replay.body as BulkReport).items[0].booking?.id).toBe(
      report.items[0].booking?.id,
    );
    const recurring = await bulk(
      [item(b, 6, { recurrence: { rule: 'FREQ=DAILY;COUNT=2' } })],
      'each',
    );
    expect([recurring.status, recurring.body.fields[0].field]).toEqual([
      400,
      'items/0/recurrence',
    ]);
  });
});
