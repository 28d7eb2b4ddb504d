import { TestDatabases } from '@backstage/backend-test-utils';
import { asUser, at, createWorld, NOW } from '../../__testUtils__/world';
import { ManualClock } from '@callboard/backend-database';
import { subjectOf } from '../../bookings/views';
import { bookingRules, resourceRules, resourceTypeRules, siteRules } from '.';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = asUser('admin');
const HOUR_MS = 3_600_000;

const claimed = [
  ['user:default/guest'],
  ['user:default/later', 'user:default/over', 'user:default/revoked'],
  ['group:default/guests', 'user:default/nobody'],
  ['user:default/insider', 'group:default/crew'],
  [],
];
const among = [
  ['resource:default/hall'],
  ['Resource:Campus', 'resource:default/old'],
  ['resource:default/campus', 'resource:default/hall'],
  ['resource:default/nowhere'],
  [],
];

/** Sites, types, resources and bookings, and grants that count or do not. */
async function furnishedWorld(...[knex]: Parameters<typeof createWorld>) {
  // The rules' SQL asks the database's clock.
  const world = await createWorld(knex, new ManualClock(Date.now()));
  const site = async (name: string, more: object = {}) =>
    world.sites.create({ name, title: name, timeZone: 'UTC', ...more }, admin);
  const hall = await site('hall', {
    visibility: 'members',
    admins: ['user:default/insider'],
    members: ['group:default/crew'],
  });
  const old = await site('old');
  await world.type('hall-type', { siteRef: hall.entityRef });
  await world.type('unused', { siteRef: hall.entityRef });
  const inHall = { siteRef: hall.entityRef, type: 'hall-type' };
  const rack = await world.resource('rack', {
    ...inHall,
    owner: 'group:default/crew',
  });
  const below = { ...inHall, parentRef: rack.entityRef };
  const node = await world.resource('node', { ...below, type: 'plain' });
  await world.resource('card', { ...inHall, parentRef: node.entityRef });
  await world.resource('beside', inHall);
  await world.resource('bench', { owner: 'user:default/insider' });
  const inventory = await world.inventory.latest();
  const grant = (
    subject: string,
    siteRef: string,
    [from, until]: [number, number],
    resource?: string,
  ) =>
    world.accessGrants.create(
      {
        subjectRef: subject,
        siteId: inventory.siteByRef(siteRef)!.id,
        siteRef,
        siteTitle: siteRef,
        resource: resource
          ? inventory.resourceByRef(`resource:default/${resource}`)
          : undefined,
        from: world.clock.now + from * HOUR_MS,
        until: world.clock.now + until * HOUR_MS,
      },
      admin,
    );
  await grant('user:default/guest', hall.entityRef, [0, 2], 'node');
  await grant('user:default/guest', old.entityRef, [0, 2]);
  await grant('user:default/later', hall.entityRef, [1, 2]);
  await grant('group:default/guests', hall.entityRef, [0, 2]);
  const { grant: revoked } = await grant(
    'user:default/revoked',
    hall.entityRef,
    [0, 2],
  );
  await world.accessGrants.revoke(revoked.id, admin);
  const { grant: over } = await grant(
    'user:default/over',
    hall.entityRef,
    [0, 2],
  );
  await world.database.write(tx =>
    tx
      .knex('access_grant')
      .where({ id: over.id })
      .update({ from_at: 1, until_at: world.clock.now - 1 }),
  );
  await world.sites.archive(old.id, admin);

  const soon = (hours: number) =>
    new Date(world.clock.now + hours * HOUR_MS).toISOString();
  const insider = asUser('insider');
  await world.book('node', soon(1), soon(2), {}, insider);
  await world.book(['bench', 'beside'], soon(1), soon(2));
  const handedOn = await world.book('bench', soon(3), soon(4), {}, insider);
  await world.bookings.transfer(
    handedOn.id,
    { owner: 'user:default/guest' },
    admin,
  );
  const team = await world.book('bench', soon(5), soon(6));
  await world.bookings.transfer(
    team.id,
    { owner: 'group:default/crew' },
    admin,
  );
  return world;
}

it.each(databases.eachSupportedId())(
  'each rule finds in %p what it allows, and nothing else',
  async id => {
    const world = await furnishedWorld(await databases.init(id));
    const inventory = await world.inventory.latest();
    const bookings = (
      await world.bookings.getMany(
        (await world.rows('booking')).map(row => row.id),
      )
    ).map(booking => ({ id: booking.id, item: subjectOf(booking, inventory) }));
    const ofInventory = async (table: 'site' | 'resource' | 'resource_type') =>
      (await world.rows(table)).map(({ id: one }) => ({
        id: one as string,
        item: {
          site: inventory.site(one),
          resource: inventory.resource(one),
          resource_type: inventory.type(one),
        }[table],
      }));
    const kinds = [
      ['site', siteRules, await ofInventory('site')],
      ['resource', resourceRules, await ofInventory('resource')],
      ['resource_type', resourceTypeRules, await ofInventory('resource_type')],
      ['booking', bookingRules, bookings],
    ] as const;
    let some = 0;
    for (const [table, rules, items] of kinds) {
      for (const rule of rules as any[]) {
        const all = /_IN_SITES$|_AMONG$/.test(rule.name) ? among : claimed;
        for (const given of all) {
          const params = all === among ? { sites: given } : { claims: given };
          const allowed = items
            .filter(({ item }) => rule.apply(item, params))
            .map(one => one.id);
          const found = await world.database.read(db => {
            const query = db.knex(table).select(`${table}.id`);
            query.where(inner => rule.toQuery(params)(inner));
            return query;
          });
          expect({
            rule: rule.name,
            given,
            found: found.map(row => row.id).sort(),
          }).toEqual({ rule: rule.name, given, found: allowed.sort() });
          some += allowed.length > 0 && allowed.length < items.length ? 1 : 0;
        }
      }
    }
    expect(some).toBeGreaterThan(25);
  },
);

it.each(databases.eachSupportedId())(
  'a grant counts from its beginning up to its end, on %p',
  async id => {
    const clock = new ManualClock(NOW);
    const world = await createWorld(await databases.init(id), clock);
    const [claims, from, until] = [
      ['user:default/guest'],
      Date.parse(at('10:00')),
      Date.parse(at('11:00')),
    ];
    await world.accessGrants.create(
      {
        subjectRef: claims[0],
        siteId: world.site.id,
        siteRef: world.site.entityRef,
        siteTitle: world.site.title,
        from,
        until,
      },
      admin,
    );
    const heldAt = async (now: number) => {
      clock.now = now;
      const known = await world.inventory.latest();
      return known.site(world.site.id)!.grants.isHeldBy(claims);
    };
    // By as much as a look at the clock may take.
    expect(await heldAt(from - 5_000)).toBe(false);
    expect(await heldAt(from)).toBe(true);
    expect(await heldAt(until - 5_000)).toBe(true);
    expect(await heldAt(until)).toBe(false);
  },
);
