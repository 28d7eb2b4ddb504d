import { TestDatabases } from '@backstage/backend-test-utils';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** Name, and whether it is readOnly, destructive, idempotent. */
const ATTRIBUTES: Record<string, [boolean, boolean, boolean]> = {
  'accept-offer': [false, false, false],
  'add-ssh-key': [false, false, false],
  'approve-booking': [false, false, false],
  'archive-project': [false, true, false],
  'archive-resource': [false, true, true],
  'archive-site': [false, true, true],
  'cancel-booking': [false, true, false],
  'cancel-series': [false, true, false],
  'check-in-booking': [false, false, true],
  'create-access-grant': [false, false, false],
  'create-booking': [false, false, false],
  'create-bookings': [false, false, false],
  'create-project': [false, false, false],
  'create-resource': [false, false, false],
  'create-resource-type': [false, false, false],
  'create-site': [false, false, false],
  'decline-offer': [false, true, false],
  'define-certification': [false, false, false],
  'delete-resource-type': [false, true, true],
  'export-inventory': [true, false, true],
  'extend-booking': [false, false, false],
  'find-slots': [true, false, true],
  'finish-maintenance': [false, true, false],
  'get-availability': [true, false, true],
  'get-booking': [true, false, true],
  'get-booking-timeline': [true, false, true],
  'get-overview': [true, false, true],
  'get-preferences': [true, false, true],
  'get-project-usage': [true, false, true],
  'get-series': [true, false, true],
  'get-usage-report': [true, false, true],
  'grant-certification': [false, false, false],
  'import-certifications': [false, true, true],
  'import-inventory': [false, true, true],
  'join-waitlist': [false, false, false],
  'keep-booking': [false, false, true],
  'leave-booking': [false, true, false],
  'leave-waitlist': [false, true, false],
  'list-access-grants': [true, false, true],
  'list-bookings': [true, false, true],
  'list-calendar-feeds': [true, false, true],
  'list-certification-holdings': [true, false, true],
  'list-certifications': [true, false, true],
  'list-commitments': [true, false, true],
  'list-departed': [true, false, true],
  'list-maintenance': [true, false, true],
  'list-my-access-grants': [true, false, true],
  'list-my-certifications': [true, false, true],
  'list-my-team': [true, false, true],
  'list-problems': [true, false, true],
  'list-projects': [true, false, true],
  'list-resource-types': [true, false, true],
  'list-resources': [true, false, true],
  'list-site-members': [true, false, true],
  'list-sites': [true, false, true],
  'list-ssh-keys': [true, false, true],
  'list-waitlist': [true, false, true],
  'offboard-person': [false, true, true],
  'preview-booking': [true, false, true],
  'preview-maintenance': [true, false, true],
  'reject-booking': [false, true, false],
  'release-booking': [false, true, false],
  'remove-ssh-key': [false, true, true],
  'renew-certification': [false, true, true],
  'report-problem': [false, false, false],
  'resolve-problem': [false, false, false],
  'revoke-access-grant': [false, true, false],
  'revoke-calendar-feed': [false, true, false],
  'revoke-certification': [false, true, false],
  'schedule-maintenance': [false, true, false],
  'set-preferences': [false, false, true],
  'set-problem-maintenance': [false, true, false],
  'transfer-booking': [false, false, true],
  'update-access-grant': [false, true, true],
  'update-booking': [false, true, true],
  'update-certification': [false, true, true],
  'update-maintenance': [false, true, true],
  'update-project': [false, true, true],
  'update-resource': [false, true, true],
  'update-resource-type': [false, true, true],
  'update-series': [false, true, true],
  'update-site': [false, true, true],
  'update-site-members': [false, true, true],
  'waive-no-show': [false, false, true],
};

const everyone = Object.keys(principals) as Principal[];

describe.each(databases.eachSupportedId())('actions on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.resource({ name: 'bench' });
  });
  afterAll(() => portal.stop());

  /** A free hour of its own each time. */
  const run = (ref = 'resource:default/bench') => {
    count += 1;
    return {
      resourceRefs: [ref],
      title: 'A run',
      start: hours(count * 2),
      end: hours(count * 2 + 1),
    };
  };

  it.each(['resource:default/bench', 'resource:default/vault-box'])(
    'book %s for whom the route does',
    async ref => {
      for (const who of everyone) {
        const routed = await portal.call(who, 'POST', '/bookings', {
          body: run(ref),
        });
        const acted = await portal.invoke(who, 'create-booking', run(ref));
        const booking = acted.body.output?.booking;
        const error = acted.body.error?.name;
        expect({ who, status: acted.status, booking, error }).toMatchObject(
          routed.status === 201
            ? {
                who,
                status: 200,
                booking: {
                  status: 'confirmed',
                  resourceRefs: [ref],
                  owner: routed.body.owner,
                  link: `/reservations?booking=${booking?.id}`,
                },
              }
            : { who, status: routed.status, error: routed.body.error.name },
        );
      }
    },
  );

  it('let in, add, remove and hand on for whom the routes do', async () => {
    const { id: siteId } = await portal.site({
      name: 'campus-thing-1',
      admins: [principals.campusAdmin],
    });
    const guest = { ref: principals.guest, role: 'member' };
    const grant = () => ({
      subjectRef: principals.guest,
      siteRef: 'resource:default/campus',
      until: hours(200),
    });
    const mine = async () => (await portal.book('researcher', run())).id;
    const granted = async () => (await portal.grant({})).id;
    const to = { owner: principals.colleague };
    const operations: [
      action: string,
      input: () => Promise<object> | object,
      route: () => Promise<[path: string, body?: object]>,
    ][] = [
      [
        'update-site-members',
        () => ({ siteId, add: [guest] }),
        async () => [`/sites/${siteId}/members`, { remove: [guest] }],
      ],
      ['create-access-grant', grant, async () => ['/access-grants', grant()]],
      [
        'revoke-access-grant',
        async () => ({ id: await granted() }),
        async () => [`/access-grants/${await granted()}/revoke`],
      ],
      [
        'transfer-booking',
        async () => ({ id: await mine(), ...to }),
        async () => [`/bookings/${await mine()}/transfer`, to],
      ],
    ];
    for (const [action, input, route] of operations) {
      const statuses = new Set<number>();
      for (const who of everyone) {
        const [path, body] = await route();
        const routed = await portal.call(who, 'POST', path, { body });
        const acted = await portal.invoke(who, action, await input());
        const asked = routed.status < 300 ? 200 : routed.status;
        expect([who, action, acted.status]).toEqual([who, action, asked]);
        statuses.add(asked);
      }
      expect(statuses).toContain(200);
      expect(statuses).toContain(403);
    }
  });

  it('cancel for whom the route does', async () => {
    for (const ref of [
      'resource:default/bench',
      'resource:default/vault-box',
    ]) {
      for (const who of everyone) {
        const [one, other] = [
          await portal.book('admin', run(ref)),
          await portal.book('admin', run(ref)),
        ];
        const routed = await portal.call(
          who,
          'POST',
          `/bookings/${one.id}/cancel`,
        );
        const acted = await portal.invoke(who, 'cancel-booking', {
          id: other.id.toUpperCase(),
          reason: 'rain',
        });
        expect([ref, who, acted.status]).toEqual([ref, who, routed.status]);
      }
    }
  });

  it('list and find what the route shows', async () => {
    const shared = await portal.book('insider', {
      ...run('resource:default/vault-box'),
    });
    const window = { from: hours(0), to: hours(2000) };
    const until = hours(1000);
    for (const who of everyone) {
      const routed = await portal.call(who, 'GET', '/bookings?limit=500');
      const acted = await portal.invoke(who, 'list-bookings', { limit: 500 });
      expect([who, acted.status]).toEqual([who, routed.status]);
      const idsOf = (items: { id: string }[] = []) =>
        items.map(item => item.id);
      expect(idsOf(acted.body.output?.bookings)).toEqual(
        idsOf(routed.body.items),
      );
      const asked = { minutes: 30, from: window.from, limit: 50 };
      const slots = await portal.invoke(who, 'find-slots', {
        ...asked,
        to: until,
      });
      const searched = await portal.call(who, 'POST', '/slots/search', {
        body: { ...asked, until },
      });
      expect([who, slots.status]).toEqual([who, searched.status]);
      expect(
        slots.body.output?.slots.map((slot: any) => slot.resourceRefs),
      ).toEqual(searched.body.items?.map((slot: any) => slot.resourceRefs));
    }
    const mine = await portal.invoke('insider', 'list-bookings', {
      owner: 'me',
      ...window,
      statuses: ['confirmed'],
      resourceRefs: ['resource:vault-box'],
    });
    expect(mine.body.output.bookings.map((one: any) => one.id)).toContain(
      shared.id,
    );
  });

  it('find a slot that can then be booked', async () => {
    await portal.type({ name: 'slow', setupMinutes: 30, teardownMinutes: 30 });
    const made = await portal.resource({ name: 'slow-one', type: 'slow' });
    await portal.book('developer', {
      resourceRefs: [made.entityRef],
      start: hours(1),
      end: hours(3),
    });
    const found = await portal.invoke('researcher', 'find-slots', {
      minutes: 120,
      from: hours(0),
      to: hours(24),
      type: 'slow',
    });
    const [slot] = found.body.output.slots;
    expect(slot).toMatchObject({
      resourceRef: made.entityRef,
      title: 'slow-one',
    });
    const booked = await portal.invoke('researcher', 'create-booking', {
      resourceRefs: [slot.resourceRef],
      start: slot.start,
      end: slot.end,
      title: 'Found',
    });
    expect(booked.status).toBe(200);
  });

  it('refuse a taken time with a sentence', async () => {
    const taken = run();
    await portal.book('developer', taken);
    const refused = await portal.invoke('researcher', 'create-booking', taken);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('is taken');
  });

  it('count once under one idempotency key, apart from the route’s', async () => {
    const body = run();
    const keyed = { ...body, idempotencyKey: 'once' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        portal.invoke('researcher', 'create-booking', keyed),
      ),
    );
    const ids = answers.map(answer => answer.body.output?.booking.id);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toBeDefined();
    const other = await portal.invoke('researcher', 'create-booking', {
      ...keyed,
      title: 'Another',
    });
    expect(other.status).toBe(422);
    const cancel = { id: ids[0], reason: 'rain', idempotencyKey: 'once' };
    for (let n = 0; n < 2; n++) {
      const cancelled = await portal.invoke(
        'researcher',
        'cancel-booking',
        cancel,
      );
      expect(cancelled.status).toBe(200);
      expect(cancelled.body.output.booking.status).toBe('cancelled');
    }
  });

  it.each<[string, string, () => unknown]>([
    ['no input', 'create-booking', () => ({})],
    ['a list', 'create-booking', () => []],
    ['half of JSON', 'create-booking', () => '{"title":'],
    ['NUL in a title', 'create-booking', () => ({ ...run(), title: 'a\0' })],
    ['half a pair', 'create-booking', () => ({ ...run(), title: 'a\ud800' })],
    ['a blank title', 'create-booking', () => ({ ...run(), title: ' ' })],
    ['a path', 'create-booking', () => ({ ...run(), resourceRefs: ['../x'] })],
    ['no instant', 'create-booking', () => ({ ...run(), start: 'tomorrow' })],
    ['an odd zone', 'create-booking', () => ({ ...run(), timeZone: '<b>' })],
    ['half units', 'create-booking', () => ({ ...run(), units: { a: 0.5 } })],
    ['an owner', 'create-booking', () => ({ ...run(), owner: 'user:admin' })],
    ['a status', 'create-booking', () => ({ ...run(), status: 'active' })],
    [
      'NUL in a parameter',
      'create-booking',
      () => ({ ...run(), parameters: { a: ['\0'] } }),
    ],
    [
      'NUL in the key',
      'create-booking',
      () => ({ ...run(), idempotencyKey: 'a\0b' }),
    ],
    [
      'a long key',
      'create-booking',
      () => ({ ...run(), idempotencyKey: 'x'.repeat(201) }),
    ],
    [
      'deep nesting',
      'create-booking',
      () =>
        JSON.stringify(run()).replace(
          '{',
          `{"parameters":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}},`,
        ),
    ],
    ['no id', 'cancel-booking', () => ({ id: '17' })],
    [
      'NUL in a reason',
      'cancel-booking',
      () => ({ id: '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d', reason: '\0' }),
    ],
    [
      'NUL in the key',
      'cancel-booking',
      () => ({
        id: '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d',
        idempotencyKey: '\0',
      }),
    ],
    ['a cursor', 'list-bookings', () => ({ cursor: 'a\0' })],
    ['a long cursor', 'list-bookings', () => ({ cursor: 'x'.repeat(50_000) })],
    ['an owner', 'list-bookings', () => ({ owner: 'a\0' })],
    ['a status', 'list-bookings', () => ({ statuses: ['odd'] })],
    [
      'an inverted window',
      'list-bookings',
      () => ({ from: hours(2), to: hours(1) }),
    ],
    [
      'an inverted window',
      'find-slots',
      () => ({ minutes: 5, from: hours(2), to: hours(1) }),
    ],
    [
      'a type',
      'find-slots',
      () => ({ minutes: 5, from: hours(1), to: hours(2), type: 'a\0' }),
    ],
    [
      'units',
      'find-slots',
      () => ({ minutes: 5, from: hours(1), to: hours(2), units: 1e300 }),
    ],
  ])('refuse %s for %s', async (_, action, input) => {
    const before = await portal.rowCounts();
    const answer = await portal.invoke('admin', action, input());
    expect([400, 413]).toContain(answer.status);
    expect(answer.text).not.toMatch(/"stack"|\bat .*\.[jt]s:\d/);
    expect(await portal.rowCounts()).toEqual(before);
  });

  it('drop a __proto__ before it does anything', async () => {
    const answer = await portal.invoke(
      'admin',
      'create-booking',
      JSON.stringify(run()).replace(
        '{',
        '{"parameters":{"__proto__":{"admin":true}},',
      ),
    );
    const { id: booking } = answer.body.output.booking;
    const made = await portal.call('admin', 'GET', `/bookings/${booking}`);
    expect(made.body.parameters).toEqual({});
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it('are open to nobody without credentials, and say honestly what they do', async () => {
    const listed = await portal.send(
      'nobody',
      'GET',
      '/.backstage/actions/v1/actions',
    );
    expect(listed.status).toBe(401);
    const known = await portal.send(
      'researcher',
      'GET',
      '/.backstage/actions/v1/actions',
    );
    expect(
      Object.fromEntries(
        known.body.actions.map(({ name, attributes: one }: any) => [
          name,
          [one.readOnly, one.destructive, one.idempotent],
        ]),
      ),
    ).toEqual(ATTRIBUTES);
  });
});
