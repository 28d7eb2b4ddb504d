import { asUser, type World } from '../world';

const admin = asUser('admin');

/** Types, sites and resources: made, changed, out of service, and put away. */
export async function inventoryStory(world: World): Promise<void> {
  const type = await world.type('lab', {
    setupMinutes: 30,
    siteRef: world.site.entityRef,
    description: 'A laboratory',
    instructions: 'Wear a coat',
    policyDefaults: { maxMinutes: 600 },
    rates: [{ from: '2027-01-01', perUnitHour: 1.5, currency: 'EUR' }],
  });
  await world.types.update(type.id, { title: 'Laboratory' }, '*', admin);
  const unused = await world.type('unused');
  await world.types.delete(unused.id, admin);
  await world.sites.update(
    world.site.id,
    {
      description: 'Where the physicists are',
      openingHours: [{ day: 'mon', opens: '06:00', closes: '22:00' }],
      members: ['group:default/physics'],
      usageReports: 'weekly',
    },
    '*',
    admin,
  );
  const closing = await world.sites.create(
    { name: 'old', title: 'Old', timeZone: 'UTC' },
    admin,
  );
  await world.sites.archive(closing.id, admin);

  await world.resource('building');
  const lab = await world.resource('lab-1', {
    type: 'lab',
    parentRef: 'resource:default/building',
    attributes: { benches: 4 },
    location: 'Room 1',
    owner: 'group:default/physics',
    description: 'The first',
    rates: [{ from: '2027-01-01', perUnitHour: 2, currency: 'EUR' }],
  });
  await world.resource('desks', { capacity: 4 });
  const spare = await world.resource('spare');
  await world.resources.update(lab.id, { title: 'Lab 1' }, '*', admin);
  const broken = { status: 'maintenance', statusReason: 'Broken' } as const;
  await world.resources.update(spare.id, broken, '*', admin);
  await world.resources.archive(spare.id, admin);
}
