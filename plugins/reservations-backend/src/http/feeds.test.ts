import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  CreatedFeedToken,
  FeedToken,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { CALENDAR_STATUSES } from '@callboard/backstage-plugin-reservations-common';
import ICAL from 'ical.js';
import { randomUUID } from 'node:crypto';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';
import { hashToken, makeToken } from '../feeds/token';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY_HOURS = 24;

const people = [
  'admin',
  'campusAdmin',
  'cloudAdmin',
  'vaultAdmin',
  'operations',
  'researcher',
  'developer',
  'insider',
  'colleague',
  'auditor',
  'labLead',
  'guest',
  'stranger',
  'visitor',
  'gone',
] as const satisfies Principal[];

const lab = ['researcher', 'colleague', 'labLead'];
/** How many of the two sites and their three resources somebody sees. */
function inSight(who: Principal): number {
  if (['gone', 'visitor', 'stranger'].includes(who)) {
    return 0;
  }
  const inside = ['vaultAdmin', 'insider', 'colleague'];
  return [...inside, 'admin', 'operations', 'auditor'].includes(who) ? 5 : 3;
}

function idsIn(text: string): string[] {
  return new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map(event => String(event.getFirstPropertyValue('uid')))
    .map(uid => /^booking-(.*)@callboard$/.exec(uid)![1]);
}

describe.each(databases.eachSupportedId())('calendar feeds on %p', id => {
  let portal: Portal;
  let sites: Record<'campus' | 'vault', Site>;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    sites = await furnish(portal);
    await portal.resource({ name: 'laser' });
    await portal.resource({ name: 'bench' });
  });
  afterAll(() => portal.stop());
  beforeEach(async () => {
    await portal.knex('feed_token').delete();
    await portal.knex('booking').delete();
  });

  const make = (who: Principal, scope: FeedToken['scope'], title = 'Phone') =>
    portal.call<CreatedFeedToken>(who, 'POST', '/me/feed-tokens', {
      body: { title, scope },
    });
  const mine = async (who: Principal) => {
    const { items } = await portal.done<{ items: FeedToken[] }>(
      who,
      'GET',
      '/me/feed-tokens',
    );
    return items;
  };
  /** A feed that somebody has from before, whatever they may do now. */
  const feedOf = async (who: Principal, scope: FeedToken['scope']) => {
    const token = makeToken();
    await portal.knex('feed_token').insert({
      id: randomUUID(),
      user_ref: principals[who],
      title: 'Phone',
      scope_kind: scope.kind,
      scope_ref: scope.ref ?? null,
      token_hash: hashToken(token),
      created_at: Date.now(),
    });
    const port = portal.backend.server.port();
    return `http://127.0.0.1:${port}/api/reservations/feeds/${token}.ics`;
  };
  const fetched = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(url, { headers });
    return {
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    };
  };
  const idsAt = async (url: string) => {
    const { status, text } = await fetched(url);
    return status === 200 ? idsIn(text).sort() : status;
  };

  it('are made, listed, read, and revoked', async () => {
    const made = await make('researcher', { kind: 'personal' });
    expect(made.status).toBe(201);
    const { url, ...listed } = made.body;
    expect(url).toMatch(
      /^http:\/\/[^/]+\/api\/reservations\/feeds\/[\w-]{43}\.ics$/,
    );
    expect(await mine('researcher')).toEqual([listed]);
    expect(await mine('developer')).toEqual([]);

    const read = await fetched(url!);
    expect(read.status).toBe(200);
    expect(read.headers.get('content-type')).toBe(
      'text/calendar; charset=utf-8',
    );
    expect(idsIn(read.text)).toEqual([]);
    const [{ lastUsedAt }] = await mine('researcher');
    expect(Date.now() - Date.parse(lastUsedAt!)).toBeLessThan(60_000);
    const same = await fetched(url!, {
      'if-none-match': read.headers.get('etag')!,
      // Else fetch says that it wants everything again.
      'cache-control': 'max-age=0',
    });
    expect(same.status).toBe(304);

    const path = `/me/feed-tokens/${made.body.id}`;
    const byOther = await portal.call('developer', 'DELETE', path);
    expect(byOther.status).toBe(404);
    expect((await fetched(url!)).status).toBe(200);
    const byOwner = await portal.call('researcher', 'DELETE', path);
    expect(byOwner.status).toBe(204);
    expect((await fetched(url!)).status).toBe(404);
    expect(await mine('researcher')).toEqual([]);
  });

  it('leave no trace of their address, in no table and no log', async () => {
    const sent = {
      body: { title: 'Phone', scope: { kind: 'personal' } },
      headers: { 'idempotency-key': randomUUID() },
    };
    const { url } = await portal.done<CreatedFeedToken>(
      'researcher',
      'POST',
      '/me/feed-tokens',
      sent,
    );
    const again = await portal.call<CreatedFeedToken>(
      'researcher',
      'POST',
      '/me/feed-tokens',
      sent,
    );
    expect([again.status, again.body.url]).toEqual([201, undefined]);
    expect(await mine('researcher')).toHaveLength(1);
    await fetched(url!);
    await portal.call(
      'researcher',
      'DELETE',
      `/me/feed-tokens/${again.body.id}`,
    );

    const token = /feeds\/(.*)\.ics/.exec(url!)![1];
    const tables = ['feed_token', 'idempotency_key', 'outbox_event'];
    for (const table of tables) {
      const rows = JSON.stringify(await portal.knex(table).select());
      expect(rows).not.toContain(token);
    }
    const events = await portal
      .knex('outbox_event')
      .where('type', 'like', 'feed_token.%')
      .where('data', 'like', `%${again.body.id}%`)
      .orderBy('pos');
    expect(events.map(event => event.type)).toEqual([
      'feed_token.created',
      'feed_token.revoked',
    ]);
    expect(JSON.stringify(events)).not.toContain(hashToken(token));
    const logged = Object.values(portal.logger).flatMap(level =>
      jest.isMockFunction(level) ? level.mock.calls : [],
    );
    expect(JSON.stringify(logged)).not.toContain(token);
  });

  it('are about what their person sees', async () => {
    const refused = async (who: Principal, scope: object) => {
      const { status, body } = await make(who, scope as FeedToken['scope']);
      return [status, (body as any).fields?.[0].field];
    };
    const [field, vault] = ['scope/ref', 'resource:default/vault'];
    expect(await refused('researcher', { kind: 'site' })).toEqual([400, field]);
    expect(
      await refused('researcher', { kind: 'personal', ref: vault }),
    ).toEqual([400, field]);
    for (const [who, kind, ref] of [
      ['researcher', 'site', vault],
      ['researcher', 'site', 'resource:default/nowhere'],
      ['researcher', 'site', 'resource:default/laser'],
      ['researcher', 'resource', 'resource:default/campus'],
      ['researcher', 'resource', 'resource:default/vault-box'],
      ['visitor', 'site', 'resource:default/campus'],
    ] as const) {
      expect([ref, ...(await refused(who, { kind, ref }))]).toEqual([
        ref,
        404,
        field,
      ]);
    }
    const good = await make('insider', { kind: 'site', ref: 'resource:VAULT' });
    expect([good.status, good.body.scope]).toEqual([
      201,
      { kind: 'site', ref: vault },
    ]);
    expect(await refused('auditor', { kind: 'personal' })).toEqual([
      403,
      undefined,
    ]);
  });

  it('are at most twenty, also when they come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () =>
        make('researcher', { kind: 'personal' }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter(status => status === 201)).toHaveLength(20);
    expect(statuses.filter(status => status === 409)).toHaveLength(5);
    expect(await mine('researcher')).toHaveLength(20);
    expect((await make('developer', { kind: 'personal' })).status).toBe(201);
  });

  it('may be revoked by who lost their rights', async () => {
    await feedOf('gone', { kind: 'personal' });
    const [{ id: feed }] = await mine('gone');
    const path = `/me/feed-tokens/${feed}`;
    expect((await portal.call('gone', 'DELETE', path)).status).toBe(204);
  });

  /** Somebody's bookings everywhere, and some that others take part in. */
  async function fillCalendars(): Promise<void> {
    // The guest is let in on the campus, and sees nobody's bookings there.
    await portal.grant({});
    let hour = 1;
    const book = async (who: Principal, name: string, more: object = {}) => {
      hour += 1;
      return portal.book(who, {
        resourceRefs: [`resource:default/${name}`],
        start: hours(hour),
        end: hours(hour + 1),
        ...more,
      });
    };
    await book('researcher', 'laser', { participants: [principals.developer] });
    await book('developer', 'bench', { participants: ['group:default/lab'] });
    await book('insider', 'vault-box', {
      participants: [principals.researcher],
    });
    await book('colleague', 'vault-box');
    const left = await book('researcher', 'laser');
    await portal
      .knex('booking')
      .where({ id: left.id })
      .update({ owner: principals.gone, booked_by: principals.gone });
    await book('admin', 'vault-box', {
      onBehalfOf: 'group:default/vault-team',
    });
    await book('vaultAdmin', 'vault-box', { onBehalfOf: principals.insider });
    const cancelled = await book('researcher', 'laser');
    await portal.done('researcher', 'POST', `/bookings/${cancelled.id}/cancel`);
  }

  const window = new URLSearchParams([
    ['from', hours(-90 * DAY_HOURS)],
    ['to', hours(400 * DAY_HOURS)],
    ['limit', '500'],
    ...CALENDAR_STATUSES.map(status => ['status', status]),
  ]).toString();

  const listed = async (who: Principal, query: string) => {
    const answer = await portal.call<{ items: Booking[] }>(
      who,
      'GET',
      `/bookings?${window}${query}`,
    );
    return answer.status === 200 ? answer.body.items : [];
  };
  const idsOf = (bookings: Booking[]) => bookings.map(one => one.id).sort();

  it.each(people)('say to %s what the route says', async who => {
    await fillCalendars();
    const everything = await listed('admin', '');
    expect(everything).toHaveLength(7);
    let served = 0;
    const expectSame = async (
      scope: FeedToken['scope'],
      thing: string | undefined,
      query: string,
    ) => {
      const seen =
        thing !== undefined &&
        (await portal.call(who, 'GET', thing)).status === 200;
      const expected = seen ? idsOf(await listed(who, query)) : 404;
      const got = await idsAt(await feedOf(who, scope));
      expect([scope, got]).toEqual([scope, expected]);
      served += seen ? 1 : 0;
    };
    const { items } = await portal.done<any>('admin', 'GET', '/resources');
    for (const site of [sites.campus, sites.vault]) {
      const ref = site.entityRef;
      await expectSame(
        { kind: 'site', ref },
        `/sites/${site.id}`,
        `&site=${ref}`,
      );
    }
    for (const { id: resourceId, entityRef: ref } of items) {
      await expectSame(
        { kind: 'resource', ref },
        `/resources/${resourceId}`,
        `&resource=${ref}`,
      );
    }
    expect(served).toBe(inSight(who));

    const ref = principals[who];
    const groups = lab.includes(who) ? ['group:default/lab'] : [];
    const concerned = (await listed(who, '')).filter(
      booking =>
        booking.owner === ref ||
        booking.bookedBy === ref ||
        booking.participants.some(one => [ref, ...groups].includes(one)),
    );
    const personal = await idsAt(await feedOf(who, { kind: 'personal' }));
    expect(personal).toEqual(who === 'gone' ? 404 : idsOf(concerned));
  });

  it('show a private site only while its person belongs to it', async () => {
    await fillCalendars();
    const site = `/sites/${sites.vault.id}`;
    const url = await feedOf('insider', {
      kind: 'site',
      ref: sites.vault.entityRef,
    });
    const box = await feedOf('insider', {
      kind: 'resource',
      ref: 'resource:default/vault-box',
    });
    expect(await idsAt(url)).toHaveLength(4);
    expect(await idsAt(box)).toHaveLength(4);
    const setMembers = (members: string[]) =>
      portal.done('admin', 'PATCH', site, {
        headers: { 'if-match': '*' },
        body: { members },
      });
    await setMembers([]);
    try {
      expect([await idsAt(url), await idsAt(box)]).toEqual([404, 404]);
    } finally {
      await setMembers(['group:default/vault-team']);
    }
    expect(await idsAt(url)).toHaveLength(4);
  });

  it('leave out what is cancelled, and what is long ago or far away', async () => {
    const book = (hour: number) =>
      portal.book('researcher', {
        resourceRefs: ['resource:default/laser'],
        start: hours(hour),
        end: hours(hour + 1),
      });
    const move = (booking: Booking, days: number, status = 'completed') => {
      const start = Date.now() + days * 86_400_000;
      return portal
        .knex('booking')
        .where({ id: booking.id })
        .update({ start_at: start, end_at: start + 3_600_000, status });
    };
    const soon = await book(1);
    const last = await book(3);
    await move(last, -89);
    await move(await book(5), -91);
    const far = await book(7);
    await move(far, 399, 'confirmed');
    await move(await book(9), 401, 'confirmed');
    const out = ['rejected', 'expired', 'no_show', 'cancelled'];
    for (const [index, status] of out.entries()) {
      await move(await book(11 + 2 * index), 1, status);
    }
    const url = await feedOf('researcher', { kind: 'personal' });
    expect(await idsAt(url)).toEqual([soon, last, far].map(b => b.id).sort());
  });

  it('may be read some times at once, and not for ever', async () => {
    const url = await feedOf('researcher', { kind: 'personal' });
    const other = await feedOf('researcher', { kind: 'personal' });
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) {
      statuses.push((await fetched(url)).status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200));
    const refused = await fetched(url);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetched(other)).status).toBe(200);
  });

  it('need nothing but their address', async () => {
    const url = await feedOf('researcher', { kind: 'personal' });
    for (const authorization of ['Bearer nonsense', 'Basic dTpw']) {
      expect((await fetched(url, { authorization })).status).toBe(200);
    }
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
