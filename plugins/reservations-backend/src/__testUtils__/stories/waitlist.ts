import { asUser, at, type World } from '../world';

/** Offered and accepted, declined, given up, or not answered; and no offer at all. */
export async function waitlistStory(world: World): Promise<void> {
  await world.resource('desks', { capacity: 4 });
  await world.projects.create(
    {
      code: 'GRANT-7',
      title: 'Folding',
      holders: [asUser().actor],
      budget: { kind: 'hours', amount: 10 },
    },
    asUser('admin'),
  );
  const join = async (start: string, end: string) => {
    const { entry } = await world.waitlist.join(
      {
        resourceRef: 'resource:default/desks',
        from: at(start),
        until: at(end),
        title: 'A run',
        purpose: 'To see',
        participants: ['user:default/student'],
        project: 'GRANT-7',
      },
      asUser(),
      { owner: asUser().actor },
    );
    return entry.id;
  };
  const taken = await world.book('desks', '20:00', '20:30', {
    units: { 'resource:default/desks': 4 },
  });
  const accepted = await join('19:15', '19:45');
  const { entry: any } = await world.waitlist.join(
    {
      type: 'plain',
      siteRef: world.site.entityRef,
      from: at('20:30'),
      until: at('21:00'),
      title: 'Any',
    },
    asUser(),
    { owner: asUser().actor },
  );
  const given = await join('18:00', '18:30');
  await join('17:00', '17:30');
  const inVain = await join('20:00', '20:30');
  await join('20:00', '20:15');
  await world.waitlistEngine.step();
  await world.waitlist.accept(accepted, asUser(), {});
  await world.waitlist.leave(any.id, 'decline', asUser());
  await world.waitlist.leave(given, 'withdraw', asUser());
  await world.waitlist.leave(inVain, 'withdraw', asUser());
  for (const time of ['17:00', '20:15']) {
    world.clock.now = Date.parse(at(time));
    await world.waitlistEngine.step();
  }
  await world.bookings.end(taken.id, { kind: 'cancel' }, asUser());
}
