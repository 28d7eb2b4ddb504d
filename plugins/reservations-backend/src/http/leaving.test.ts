import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  Commitments,
  CreatedFeedToken,
  DepartedPage,
  OffboardRequest,
  OffboardResult,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { randomUUID } from 'node:crypto';
import {
  furnish,
  hours,
  type Portal,
  principals,
  type Sent,
  startPortal,
} from '../__testUtils__/portal';
import { anSshKey } from '../__testUtils__/sshKeys';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const { researcher, developer, colleague, gone, campusAdmin } = principals;

const pathOf = (ref: string) => `/people/${encodeURIComponent(ref)}`;

describe.each(databases.eachSupportedId())('leaving, on %p', id => {
  let portal: Portal;
  let campus: Site;
  let hour = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    ({ campus } = await furnish(portal));
    await portal.resource({ name: 'laser' });
    await portal.resource({ name: 'bench', owner: researcher });
  });
  afterAll(() => portal.stop());
  beforeEach(async () => {
    for (const table of [
      'feed_token',
      'ssh_key',
      'booking',
      'access_grant',
      'idempotency_key',
    ]) {
      await portal.knex(table).delete();
    }
    hour = 0;
  });

  const book = (
    who: 'researcher' | 'developer' | 'admin',
    name: string,
    more: object = {},
  ) => {
    hour += 2;
    return portal.book(who, {
      resourceRefs: [`resource:default/${name}`],
      start: hours(hour),
      end: hours(hour + 1),
      ...more,
    });
  };
  const activate = async (booking: Booking) => {
    const begun = Date.now() - 60_000;
    await portal
      .knex('claim')
      .where({ booking_id: booking.id })
      .update({ from_at: begun });
    await portal
      .knex('booking')
      .where({ id: booking.id })
      .update({ status: 'active', start_at: begun });
  };
  const addMember = (ref: string, role = 'member') =>
    portal.done('admin', 'POST', `/sites/${campus.id}/members`, {
      body: { add: [{ ref, role }] },
    });
  const removeMember = (ref: string, role = 'member') =>
    portal.done('admin', 'POST', `/sites/${campus.id}/members`, {
      body: { remove: [{ ref, role }] },
    });
  const grantTo = (ref: string) =>
    portal.done<{ id: string }>('admin', 'POST', '/access-grants', {
      body: {
        subjectRef: ref,
        siteRef: 'resource:default/vault',
        until: hours(48),
      },
    });
  const addKey = (who: 'researcher' | 'developer' = 'researcher') =>
    portal.done<{ id: string }>(who, 'POST', '/me/ssh-keys', {
      body: { publicKey: anSshKey() },
    });
  const addFeed = () =>
    portal.done<CreatedFeedToken>('researcher', 'POST', '/me/feed-tokens', {
      body: { title: 'Phone', scope: { kind: 'personal' } },
    });
  const commitments = (ref: string) =>
    portal.done<Commitments>('admin', 'GET', `${pathOf(ref)}/commitments`);
  const offboard = (
    ref: string,
    body: OffboardRequest,
    headers: Sent['headers'] = {},
  ) =>
    portal.call<OffboardResult>('admin', 'POST', `${pathOf(ref)}/offboard`, {
      body,
      headers,
    });
  const statusOf = async ({ id: bookingId }: Booking) => {
    const { body } = await portal.call<Booking>(
      'admin',
      'GET',
      `/bookings/${bookingId}`,
    );
    return { status: body.status, owner: body.owner };
  };
  const eventsSince = async (pos: number) => {
    const rows = await portal
      .knex('outbox_event')
      .where('pos', '>', pos)
      .orderBy('pos')
      .select('type', 'actor');
    return rows.map(({ type, actor }) => {
      expect(actor).toBe(principals.admin);
      return type;
    });
  };
  const lastEvent = async () => {
    const row = await portal.knex('outbox_event').max({ pos: 'pos' }).first();
    return Number(row!.pos ?? 0);
  };

  it('shows all that somebody would leave behind', async () => {
    const active = await book('researcher', 'laser');
    await activate(active);
    const own = await book('researcher', 'laser');
    const made = await book('admin', 'bench', { onBehalfOf: researcher });
    const joined = await book('developer', 'laser', {
      participants: [researcher],
    });
    await book('developer', 'laser');
    const type = await portal.type({
      name: 'asked',
      policyDefaults: {
        approval: { required: true, approvers: [researcher] },
      },
    });
    await portal.resource({ name: 'beam', type: type.name });
    const awaiting = await book('developer', 'beam');
    const over = await book('researcher', 'laser');
    await portal.done('researcher', 'POST', `/bookings/${over.id}/cancel`);
    await addMember(researcher, 'admin');
    const grant = await grantTo(researcher);
    const key = await addKey();
    const { url: _, ...feed } = await addFeed();

    const found = await commitments('user:Researcher');
    await removeMember(researcher, 'admin');
    expect(found).toMatchObject({
      person: researcher,
      inCatalog: true,
      participations: [{ id: joined.id, owner: developer }],
      approvals: [{ id: awaiting.id, status: 'pending', owner: developer }],
      memberships: [
        {
          siteRef: 'resource:default/campus',
          title: 'campus',
          role: 'admin',
          lastAdmin: false,
        },
      ],
      grants: [{ id: grant.id, siteRef: 'resource:default/vault' }],
      resources: [{ entityRef: 'resource:default/bench', title: 'bench' }],
      keys: [{ id: key.id }],
      feedTokens: [feed],
      truncated: false,
    });
    expect(found.bookings.map(one => [one.id, one.status]).sort()).toEqual(
      [
        [own.id, 'confirmed'],
        [active.id, 'active'],
        [made.id, 'confirmed'],
      ].sort(),
    );
    const ofAdmin = await commitments(principals.admin);
    expect(ofAdmin.bookings).toMatchObject([{ id: made.id }]);
    const ofCampusAdmin = await commitments(campusAdmin);
    expect(ofCampusAdmin.memberships).toMatchObject([{ lastAdmin: true }]);
    const ofNobody = await commitments('user:default/never-heard-of');
    expect(ofNobody).toMatchObject({ inCatalog: false, bookings: [] });
  });

  it('is for people, not for groups and other things', async () => {
    for (const ref of ['group:default/lab', 'resource:default/laser', 'x']) {
      const read = `${pathOf(ref)}/commitments`;
      expect((await portal.call('admin', 'GET', read)).status).toBe(404);
      expect((await offboard(ref, { keys: 'remove' })).status).toBe(404);
    }
  });

  it('hands over, ends and removes, each with its event, and once', async () => {
    const running = await book('researcher', 'laser');
    await activate(running);
    const handed = await book('researcher', 'laser');
    const dropped = await book('researcher', 'laser');
    const stopped = await book('researcher', 'bench');
    await activate(stopped);
    await addMember(researcher);
    const grant = await grantTo(researcher);
    const [one, two] = [await addKey(), await addKey()];
    const feed = await addFeed();
    const wanted: OffboardRequest = {
      bookings: [
        { id: handed.id, action: 'transfer', to: developer },
        { id: running.id, action: 'transfer', to: 'group:default/lab' },
        { id: dropped.id, action: 'cancel' },
        { id: stopped.id, action: 'cancel' },
      ],
      memberships: 'remove',
      grants: 'revoke',
      keys: 'remove',
      feedTokens: 'revoke',
      reason: 'Has left the company',
    };
    const before = await lastEvent();
    const done = await offboard(researcher, wanted);
    expect(done.status).toBe(200);
    const bookings = [handed, running, dropped, stopped];
    const membership = {
      kind: 'membership',
      id: 'resource:default/campus',
      role: 'member',
    };
    expect(done.body.results).toEqual(
      [
        ...['transferred', 'transferred', 'cancelled', 'cancelled'].map(
          (outcome, index) => ({
            kind: 'booking',
            id: bookings[index].id,
            outcome,
          }),
        ),
        { ...membership, outcome: 'removed' },
        { kind: 'grant', id: grant.id, outcome: 'revoked' },
        ...[one, two].map(key => ({
          kind: 'key',
          id: key.id,
          outcome: 'removed',
        })),
        { kind: 'feed-token', id: feed.id, outcome: 'revoked' },
      ].map(outcome => expect.objectContaining(outcome)),
    );
    expect((await eventsSince(before)).sort()).toEqual(
      [
        'booking.changed',
        'booking.changed',
        'booking.cancelled',
        'booking.ended',
        'member.removed',
        'grant.revoked',
        'ssh_key.removed',
        'ssh_key.removed',
        'feed_token.revoked',
      ].sort(),
    );
    expect(await Promise.all(bookings.map(statusOf))).toEqual([
      { status: 'confirmed', owner: developer },
      { status: 'active', owner: 'group:default/lab' },
      { status: 'cancelled', owner: researcher },
      { status: 'cancelled', owner: researcher },
    ]);
    expect(await commitments(researcher)).toMatchObject({
      bookings: [],
      memberships: [],
      grants: [],
      keys: [],
      feedTokens: [],
    });
    expect((await fetch(feed.url!)).status).toBe(404);

    const after = await lastEvent();
    const again = await offboard(researcher, wanted);
    expect(again.body.results.map(({ outcome }) => outcome)).toEqual(
      Array(4).fill('unchanged'),
    );
    expect(await eventsSince(after)).toEqual([]);
  });

  it('does what it can, and says of the rest why not', async () => {
    const own = await book('researcher', 'laser');
    const others = await book('developer', 'laser');
    const boxed = await portal.book('admin', {
      resourceRefs: ['resource:default/vault-box'],
      start: hours(60),
      end: hours(61),
    });
    await portal
      .knex('booking')
      .where({ id: boxed.id })
      .update({ owner: campusAdmin });
    const unknown = randomUUID();
    await portal
      .knex('booking')
      .where({ id: own.id })
      .update({ owner: campusAdmin });
    const done = await offboard(campusAdmin, {
      bookings: [
        { id: others.id, action: 'cancel' },
        { id: unknown, action: 'transfer', to: developer },
        // Nobody of the laboratory belongs to the vault.
        { id: boxed.id, action: 'transfer', to: researcher },
        { id: own.id, action: 'transfer', to: developer },
      ],
      memberships: 'remove',
    });
    const failing = (message: RegExp) => ({
      outcome: 'failed',
      message: expect.stringMatching(message),
    });
    expect(done.body.results).toMatchObject([
      { id: others.id, ...failing(/developer’s/) },
      { id: unknown, ...failing(/no such booking/) },
      { id: boxed.id, ...failing(/vault|access/) },
      { id: own.id, outcome: 'transferred' },
      {
        kind: 'membership',
        id: 'resource:default/campus',
        role: 'admin',
        ...failing(/last admin of campus .* name another one first/),
      },
    ]);
    expect(await statusOf(others)).toMatchObject({ status: 'confirmed' });
    expect(await statusOf(boxed)).toMatchObject({ owner: campusAdmin });

    await addMember(developer, 'admin');
    const later = await offboard(campusAdmin, { memberships: 'remove' });
    expect(later.body.results).toMatchObject([{ outcome: 'removed' }]);
    await addMember(campusAdmin, 'admin');
    await removeMember(developer, 'admin');
  });

  it('refuses before anything is done what could not be meant', async () => {
    const booking = await book('researcher', 'laser');
    const key = await addKey();
    const refused = async (bookings: object[]) => {
      const answer = await offboard(researcher, {
        bookings: bookings.map(one => ({ id: booking.id, ...one })),
        keys: 'remove',
      } as OffboardRequest);
      return [answer.status, (answer.body as any).fields?.[0].field];
    };
    const to = 'bookings/0/to';
    expect(await refused([{ action: 'transfer' }])).toEqual([400, to]);
    for (const owner of [
      gone,
      'user:default/nobody',
      'resource:default/laser',
      'user:Researcher',
    ]) {
      expect(await refused([{ action: 'transfer', to: owner }])).toEqual([
        400,
        to,
      ]);
    }
    expect(await refused([{ action: 'cancel', to: developer }])).toEqual([
      400,
      to,
    ]);
    expect(
      await refused([
        { action: 'cancel' },
        { action: 'transfer', to: developer },
      ]),
    ).toEqual([400, 'bookings/1/id']);
    expect((await offboard(researcher, {})).status).toBe(400);
    expect((await commitments(researcher)).keys).toMatchObject([
      { id: key.id },
    ]);
    expect(await statusOf(booking)).toMatchObject({ status: 'confirmed' });
  });

  it('answers a repeated request as it did, unless something failed', async () => {
    const booking = await book('researcher', 'laser');
    const headers = { 'idempotency-key': randomUUID() };
    const wanted: OffboardRequest = {
      bookings: [{ id: booking.id, action: 'cancel' }],
    };
    const first = await offboard(researcher, wanted, headers);
    const second = await offboard(researcher, wanted, headers);
    expect(first.body.results[0].outcome).toBe('cancelled');
    expect(second.body).toEqual(first.body);
    const other = await offboard(researcher, { keys: 'remove' }, headers);
    expect(other.status).toBe(422);

    const others = await book('developer', 'laser');
    const retried = { 'idempotency-key': randomUUID() };
    const cancel: OffboardRequest = {
      bookings: [{ id: others.id, action: 'cancel' }],
    };
    const failed = await offboard(researcher, cancel, retried);
    expect(failed.body.results[0].outcome).toBe('failed');
    await portal
      .knex('booking')
      .where({ id: others.id })
      .update({ owner: researcher });
    const now = await offboard(researcher, cancel, retried);
    expect(now.body.results[0].outcome).toBe('cancelled');
  });

  it('is harmless when several do it at once', async () => {
    const bookings = [await book('researcher', 'laser')];
    bookings.push(await book('researcher', 'bench'));
    await addMember(researcher);
    await addKey();
    await addFeed();
    const before = await lastEvent();
    const wanted: OffboardRequest = {
      bookings: bookings.map(one => ({
        id: one.id,
        action: 'transfer',
        to: developer,
      })),
      memberships: 'remove',
      keys: 'remove',
      feedTokens: 'revoke',
    };
    const answers = await Promise.all(
      [1, 2, 3].map(() => offboard(researcher, wanted)),
    );
    const outcomes = answers.flatMap(({ body }) => body.results);
    expect(outcomes.filter(one => one.outcome === 'failed')).toEqual([]);
    expect((await eventsSince(before)).sort()).toEqual(
      [
        'booking.changed',
        'booking.changed',
        'feed_token.revoked',
        'member.removed',
        'ssh_key.removed',
      ].sort(),
    );
  });

  describe('the departed', () => {
    const departed = () =>
      portal.done<DepartedPage>('admin', 'GET', '/departed');

    it('are those who have something here and are not in the catalog', async () => {
      const left = await book('researcher', 'laser');
      await book('developer', 'laser');
      await addKey();
      await addKey('developer');
      await addFeed();
      expect(await departed()).toEqual({ items: [], doubtful: false });
      await portal
        .knex('booking')
        .where({ id: left.id })
        .update({ owner: gone });
      await portal.knex('ssh_key').where({ user_ref: researcher }).update({
        user_ref: gone,
      });
      await portal.knex('feed_token').update({ user_ref: 'user:default/away' });
      expect(await departed()).toEqual({
        items: [
          {
            ref: 'user:default/away',
            bookings: 0,
            memberships: 0,
            grants: 0,
            resources: 0,
            keys: 0,
            feedTokens: 1,
          },
          {
            ref: gone,
            bookings: 1,
            memberships: 0,
            grants: 0,
            resources: 0,
            keys: 1,
            feedTokens: 0,
          },
        ],
        doubtful: false,
      });
      const ended = await offboard(gone, {
        bookings: [{ id: left.id, action: 'transfer', to: colleague }],
        keys: 'remove',
      });
      expect(ended.body.results.map(one => one.outcome)).toEqual([
        'transferred',
        'removed',
      ]);
      await offboard('user:default/away', { feedTokens: 'revoke' });
      expect((await departed()).items).toEqual([]);
    });

    it('are not groups, nor those whose things are over', async () => {
      const past = await book('researcher', 'laser');
      await portal
        .knex('booking')
        .where({ id: past.id })
        .update({ owner: gone, status: 'completed' });
      const team = await book('developer', 'laser');
      await portal
        .knex('booking')
        .where({ id: team.id })
        .update({ owner: 'group:default/dissolved' });
      expect((await departed()).items).toEqual([]);
    });

    it('are in doubt where most people are missing', async () => {
      const missing = Array.from({ length: 12 }, (_, n) => ({
        id: randomUUID(),
        user_ref: `user:default/person-${n}`,
        title: 'Phone',
        scope_kind: 'personal',
        token_hash: `hash-${n}`,
        created_at: Date.now(),
      }));
      await portal.knex('feed_token').insert(missing);
      const { items, doubtful } = await departed();
      expect([items.length, doubtful]).toEqual([12, true]);
    });
  });
});
