import { leaveBooking } from '../../participation/leaveBooking';
import { asUser, at, stepAt, type World } from '../world';

const admin = asUser('admin');

/** Bookings that nobody has to decide on, from the first word to the teardown. */
export async function bookingStory(world: World): Promise<void> {
  await world.type('lab', { setupMinutes: 30, teardownMinutes: 15 });
  await world.resource('building');
  await world.resource('lab-1', {
    type: 'lab',
    parentRef: 'resource:default/building',
    attributes: { benches: 4 },
    location: 'Room 1',
    owner: 'group:default/physics',
    description: 'The first',
  });
  await world.resource('desks', { capacity: 4 });

  const run = await world.book(['lab-1', 'desks'], '10:00', '11:00', {
    purpose: 'To see',
    participants: ['user:default/student'],
    units: { 'resource:default/desks': 2 },
  });
  await world.bookings.update(run.id, { title: 'A long run' }, 1, asUser());
  const cancelled = await world.book('lab-1', '12:00', '13:00');
  const moved = await world.book('lab-1', '14:00', '15:00');
  for (const time of ['09:30', '10:00', '11:00', '11:15']) {
    await stepAt(world, time);
  }
  await world.bookings.end(
    cancelled.id,
    { kind: 'cancel', reason: 'No time' },
    asUser(),
  );
  await stepAt(world, '13:30');
  await world.bookings.update(
    moved.id,
    { start: at('16:00'), end: at('17:00') },
    1,
    asUser(),
  );
  await stepAt(world, '16:10');
  await provision(world, moved.id);
  await world.bookings.end(moved.id, { kind: 'release' }, asUser());
  await shareAndHandOn(world);
  await bySpecialMeans(world);
  // Nobody was there for the end of the last one.
  await stepAt(world, '20:00');
}

/** What a receiver reports is told; how one gets in is not. */
async function provision(world: World, id: string): Promise<void> {
  const report = {
    deliveryId: 'delivery-1',
    endpointId: '9f4d4a3c-3f0a-4a1d-b1c5-6f6b9c0d8e05',
    endpointTitle: 'Lights',
    resourceRef: 'resource:default/lab-1',
  };
  await world.provisioning.report(
    id,
    {
      ...report,
      reportId: 'report-1',
      status: 'provisioning',
      at: at('16:05'),
    },
    'plugin:webhooks',
  );
  await world.provisioning.report(
    id,
    {
      ...report,
      reportId: 'report-2',
      status: 'failed',
      message: 'The fuse has blown',
      notify: true,
      at: at('16:06'),
    },
    'plugin:webhooks',
  );
  await world.provisioning.report(
    id,
    {
      ...report,
      reportId: 'report-3',
      status: 'ready',
      message: 'On',
      access: { password: 'not for everybody' },
      at: at('16:07'),
    },
    'plugin:webhooks',
  );
}

/** Left by a participant, and made somebody else's. */
async function shareAndHandOn(world: World): Promise<void> {
  const { id } = await world.book('desks', '18:00', '19:00', {
    participants: ['user:default/student'],
  });
  const known = await world.inventory.latest();
  await world.database.write(tx =>
    leaveBooking(tx, {
      database: world.database,
      bookings: world.stores.bookings,
      id,
      person: 'user:default/student',
      groups: [],
      known,
    }),
  );
  await world.bookings.transfer(
    id,
    { owner: 'user:default/colleague', reason: 'On leave' },
    admin,
  );
}

/** By a rule, on a project, and against the rules. */
async function bySpecialMeans(world: World): Promise<void> {
  const as = asUser();
  await world.projects.create(
    {
      code: 'GRANT-7',
      title: 'Folding',
      holders: [as.actor],
      budget: { kind: 'hours', amount: 10 },
    },
    admin,
  );
  await world.series.create(
    {
      ...world.booking('desks', '19:15', '19:45', { project: 'GRANT-7' }),
      recurrence: { rule: 'FREQ=DAILY;COUNT=2' },
    },
    as.actor,
    as,
  );
  await world.type('short', { policyDefaults: { maxMinutes: 30 } });
  await world.resource('kiln', { type: 'short' });
  await world.bookings.create(
    world.booking('kiln', '18:00', '19:00'),
    as.actor,
    as,
    { override: { by: admin.actor, reason: 'A deadline' } },
  );
}
