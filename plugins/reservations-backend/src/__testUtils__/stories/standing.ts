import { asUser, stepAt, type World } from '../world';

const admin = asUser('admin');

/** Bookings that wait for a decision, for somebody to come, or for the night. */
export async function standingStory(world: World): Promise<void> {
  await decide(world);
  await attend(world);
  await spendTheNight(world);
}

/** Approved, rejected, and decided on by nobody: in time, and after an outage. */
async function decide(world: World): Promise<void> {
  await world.type('gated', {
    policyDefaults: {
      approval: { required: true, approvers: ['group:default/board'] },
    },
  });
  await world.resource('gpu', { type: 'gated' });
  const approved = await world.book('gpu', '12:00', '13:00');
  const rejected = await world.book('gpu', '13:00', '14:00');
  const cancelled = await world.book('gpu', '14:00', '15:00');
  await world.book('gpu', '08:30', '08:45');
  await world.book('gpu', '08:45', '09:00');
  await world.bookings.approve(approved.id, 'Go ahead', admin);
  await world.bookings.end(
    rejected.id,
    { kind: 'reject', reason: 'Too long' },
    admin,
  );
  await world.bookings.end(cancelled.id, { kind: 'cancel' }, asUser());
  await stepAt(world, '08:30');
  await stepAt(world, '08:50');
}

/** Come to and extended; missed, which does not count. */
async function attend(world: World): Promise<void> {
  await world.type('attended', {
    policyDefaults: { checkIn: { opensMinutes: 10, withinMinutes: 20 } },
  });
  await world.resource('scope', { type: 'attended' });
  const attended = await world.book('scope', '09:00', '09:30');
  const missed = await world.book('scope', '10:00', '10:30');
  await stepAt(world, '08:55');
  await world.bookings.checkIn(attended.id, asUser());
  await stepAt(world, '09:00');
  await world.bookings.extend(attended.id, { minutes: 15 }, asUser());
  await stepAt(world, '09:45');
  await stepAt(world, '10:25');
  await world.bookings.waiveNoShow(missed.id, 'The lift was stuck', admin);
}

/** Kept for one night, warned of the next, and ended in it: 20:00 is 19:00Z. */
async function spendTheNight(world: World): Promise<void> {
  await world.type('by-day', {
    policyDefaults: { offHours: { at: '20:00', warnMinutes: 30 } },
  });
  await world.resource('stage', { type: 'by-day' });
  const { id } = await world.book('stage', '11:00', '2027-03-18T10:00:00Z');
  await stepAt(world, '11:00');
  await stepAt(world, '18:30');
  await world.bookings.keepAlive(id, asUser());
  // Nobody was there to warn in time.
  await stepAt(world, '2027-03-16T18:40:00Z');
  await stepAt(world, '2027-03-16T19:00:00Z');
}
