import type { Choice } from '../../maintenance/settleBookings';
import { asUser, at, stepAt, type World } from '../world';

const admin = asUser('admin');

/** Maintenance and broken things, and what becomes of the bookings in the way. */
export async function outOfServiceStory(world: World): Promise<void> {
  await world.resource('rack');
  const { id } = await world.resource('worn', {
    parentRef: 'resource:default/rack',
    owner: 'group:default/operations',
  });
  await world.resource('spare');
  await maintain(world, id);
  await repair(world, id);
  await switchOff(world, id);
}

function planner(world: World, resourceId: string) {
  return (from: string, until: string, decision: Choice['decision']) =>
    world.maintenance.create(
      {
        resourceId,
        from: Date.parse(at(from)),
        until: Date.parse(at(until)),
        title: 'New disks',
        reason: 'The old ones fail',
      },
      async () => () => ({ decision }),
      admin,
    );
}

/** Kept, moved, shortened and cancelled for it; changed, called off, over early. */
async function maintain(world: World, id: string): Promise<void> {
  const plan = planner(world, id);
  const { maintenance } = world;
  const keep = async () => () => ({ decision: 'keep' as const });
  await world.book('worn', '12:30', '12:45');
  await world.book('worn', '14:00', '14:30');
  await world.book('worn', '15:00', '15:30');
  await world.book('worn', '09:00', '11:00');
  await stepAt(world, '09:00');
  const { window } = await plan('12:10', '12:50', 'keep');
  await maintenance.update(window.id, { title: 'Newer disks' }, 1, keep, admin);
  await plan('13:50', '14:40', 'move');
  await plan('15:00', '15:30', 'cancel');
  await plan('10:00', '10:20', 'move');
  const off = await plan('21:00', '22:00', 'keep');
  await maintenance.finish(off.window.id, 'cancel', admin);
  for (const time of ['10:00', '10:20', '12:10', '12:50', '14:20']) {
    await stepAt(world, time);
    await world.maintenanceEngine.step();
  }
  await world.book('worn', '17:00', '18:00');
  await stepAt(world, '17:00');
  const now = await plan('17:00', '18:00', 'cancel');
  await world.maintenanceEngine.step();
  await stepAt(world, '17:10');
  await maintenance.finish(now.window.id, 'end', admin);
}

/** Reported, taken up, repaired and solved. */
async function repair(world: World, id: string): Promise<void> {
  const booking = await world.book('worn', '19:00', '19:15');
  const facts = (await world.inventory.latest()).resource(id)!;
  const problem = await world.problems.report(
    facts,
    {
      title: 'A fan is loud',
      description: 'At night',
      bookingId: booking.id,
    },
    asUser(),
  );
  await world.problems.acknowledge(problem.id, admin);
  const { window } = await planner(world, id)('20:00', '20:30', 'keep');
  const inventory = await world.inventory.latest();
  await world.database.write(async tx =>
    world.database.outbox.append(
      tx.knex,
      await world.problems.attach(tx, problem.id, window.id, {
        actor: admin.actor,
        inventory,
      }),
    ),
  );
  await world.problems.resolve(problem.id, 'Replaced', admin);
}

/** Out of order for as long as it takes, with a booking to come. */
async function switchOff(world: World, id: string): Promise<void> {
  await world.book('worn', '21:00', '21:15');
  const change = { status: 'unavailable', statusReason: 'On fire' } as const;
  await world.resources.update(id, change, '*', admin);
}
