import { TestDatabases } from '@backstage/backend-test-utils';
import { asUser, createWorld, type World } from '../__testUtils__/world';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = asUser('admin');

describe.each(databases.eachSupportedId())('the inventory on %p', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
  });

  it('keeps no rules that nobody could keep to', async () => {
    const rules = { maxMinutes: 60 };
    const type = await world.type('strict', { policyDefaults: rules });
    await expect(
      world.resource('odd', { type: 'strict', policies: { minMinutes: 90 } }),
    ).rejects.toThrow('policies/minMinutes must not be more than maxMinutes');
    const own = await world.resource('slow', {
      type: 'strict',
      policies: { minMinutes: 45 },
    });
    await expect(
      world.resources.update(
        own.id,
        { policies: { minMinutes: 61 } },
        own.version,
        admin,
      ),
    ).rejects.toThrow('policies/minMinutes');
    const shorter = { policyDefaults: { maxMinutes: 30 } };
    await expect(
      world.types.update(type.id, shorter, type.version, admin),
    ).rejects.toThrow('policyDefaults contradicts the rules of slow');
    await world.resources.archive(own.id, admin);
    await world.types.update(type.id, shorter, type.version, admin);
  });

  it('keeps everybody’s rights when a site gets another title', async () => {
    const site = await world.sites.create(
      {
        name: 'lab',
        title: 'Lab',
        timeZone: 'UTC',
        visibility: 'members',
        admins: ['user:default/Lab-Coordinator'],
        members: ['group:researchers', 'group:default/researchers'],
      },
      admin,
    );
    const bench = await world.resource('bench', { siteRef: site.entityRef });

    const renamed = await world.sites.update(
      site.id,
      { title: 'Laboratory' },
      site.version,
      admin,
    );

    expect(renamed).toMatchObject({
      title: 'Laboratory',
      name: 'lab',
      entityRef: site.entityRef,
      visibility: 'members',
      admins: ['user:default/lab-coordinator'],
      members: ['group:default/researchers'],
    });
    const facts = (await world.inventory.latest()).siteByRef(site.entityRef)!;
    expect([...facts.admins, ...facts.members]).toEqual([
      'user:default/lab-coordinator',
      'group:default/researchers',
    ]);
    expect(await world.resources.get(bench.id)).toMatchObject({
      siteId: site.id,
      siteRef: site.entityRef,
    });
    await world.book('bench', '10:00', '11:00');
  });

  it('refuses a stale version, and counts versions up', async () => {
    const gpu = await world.resource('gpu');
    await world.resources.update(gpu.id, { title: 'GPU' }, 1, admin);
    await expect(
      world.resources.update(gpu.id, { title: 'Other' }, 1, admin),
    ).rejects.toMatchObject({ name: 'PreconditionFailedError' });
    await expect(
      world.sites.update(world.site.id, { title: 'Other' }, 7, admin),
    ).rejects.toMatchObject({ name: 'PreconditionFailedError' });
    expect(await world.resources.get(gpu.id)).toMatchObject({
      version: 2,
      title: 'GPU',
    });
  });

  it('gives a name once, to a site or to a resource', async () => {
    await world.resource('gpu');
    const taken = { name: 'ConflictError' };
    const site = { title: 'Site', timeZone: 'UTC' };

    await expect(world.resource('GPU')).rejects.toMatchObject(taken);
    await expect(world.resource('campus')).rejects.toMatchObject(taken);
    await expect(
      world.sites.create({ ...site, name: 'Campus' }, admin),
    ).rejects.toMatchObject(taken);
    await expect(
      world.sites.create({ ...site, name: 'gpu' }, admin),
    ).rejects.toMatchObject(taken);
    await expect(world.type('PLAIN')).rejects.toMatchObject(taken);

    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        n % 2
          ? world.resource('next')
          : world.sites.create({ ...site, name: 'next' }, admin),
      ),
    );
    expect(outcomes.filter(one => one.status === 'fulfilled')).toHaveLength(1);
    expect(await world.rows('inventory_ref')).toHaveLength(3);
    expect(await world.events('site')).toHaveLength(
      (await world.rows('site')).length,
    );
  });

  it('deletes no type in use, not even by what is archived', async () => {
    const { id: used } = await world.type('used');
    const { id: unused } = await world.type('unused');
    const gpu = await world.resource('gpu', { type: 'used' });
    await world.resources.archive(gpu.id, admin);

    await expect(world.types.delete(used, admin)).rejects.toThrow(
      'cannot be deleted',
    );
    await world.types.delete(unused, admin);

    expect((await world.rows('resource_type')).map(row => row.name)).toEqual(
      expect.arrayContaining(['plain', 'used']),
    );
    expect(await world.rows('resource_type')).toHaveLength(2);
    expect(await world.events('type.deleted')).toHaveLength(1);
  });

  it('archives once, only what is empty, and refuses bookings from then on', async () => {
    const cluster = await world.resource('cluster');
    const node = await world.resource('node', {
      parentRef: 'resource:default/cluster',
    });
    const kept = await world.book('node', '10:00', '11:00');
    await expect(world.resources.archive(cluster.id, admin)).rejects.toThrow(
      'below it',
    );
    await expect(world.sites.archive(world.site.id, admin)).rejects.toThrow(
      'still has resources',
    );

    await world.resources.archive(node.id, admin);
    await world.resources.archive(node.id, admin);

    await expect(world.book('node', '12:00', '13:00')).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    await expect(
      world.resource('part', { parentRef: 'resource:default/node' }),
    ).rejects.toMatchObject({ details: { fields: [{ field: 'parentRef' }] } });
    expect(await world.events('resource.archived')).toHaveLength(1);
    // What was booked before is still held, above it too.
    expect((await world.bookings.get(kept.id)).status).toBe('confirmed');
    await expect(world.book('cluster', '10:30', '11:30')).rejects.toThrow(
      'The time is taken',
    );
  });

  it('keeps a pool free of parts as long as archived ones are booked', async () => {
    const tray = await world.resource('tray');
    const slot = await world.resource('slot', {
      parentRef: 'resource:default/tray',
    });
    const booking = await world.book('slot', '10:00', '11:00');
    await world.resources.archive(slot.id, admin);

    await expect(
      world.resources.update(tray.id, { capacity: 2 }, 1, admin),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      details: { conflicts: [{ bookingId: booking.id }] },
    });
    await world.bookings.end(booking.id, { kind: 'cancel' }, admin);
    await world.resources.update(tray.id, { capacity: 2 }, 1, admin);
  });
});
