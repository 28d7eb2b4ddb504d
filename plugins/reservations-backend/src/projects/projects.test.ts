import { TestDatabases } from '@backstage/backend-test-utils';
import { openBackends, tally, upTo } from '../__testUtils__/backends';
import { asUser, at, createWorld, type World } from '../__testUtils__/world';
import type { ProjectInput } from './ProjectsService';
import { usageOf } from './usageOf';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = asUser('admin');

const newProject = (more: Partial<ProjectInput> = {}): ProjectInput => ({
  code: 'GRANT-7',
  title: 'Protein folding',
  holders: ['user:default/researcher', 'user:default/colleague'],
  budget: { kind: 'hours', amount: 10 },
  ...more,
});
const onProject = { project: 'GRANT-7' };

describe.each(databases.eachSupportedId())('projects on %p', id => {
  async function createTestWorld(more?: Partial<ProjectInput>) {
    const world = await createWorld(await databases.init(id));
    await world.type('priced', {
      rates: [{ from: '2027-01-01', perUnitHour: 2, currency: 'EUR' }],
    });
    await world.resource('gpu', { type: 'priced' });
    await world.resource('pool', { type: 'priced', capacity: 8 });
    await world.projects.create(newProject(more), admin);
    return world;
  }

  async function usage(world: World) {
    const project = await world.projects.find('GRANT-7');
    const charged = await world.projects.charged(['GRANT-7']);
    return usageOf(project!.budget, charged.get('GRANT-7') ?? []);
  }

  const codeOf = async (booking: Promise<unknown>) => {
    const error = await booking.then(
      () => undefined,
      refused => refused,
    );
    return error?.details?.verdicts?.find(
      ({ result }: { result: string }) => result === 'deny',
    )?.code;
  };

  it('keeps codes apart whatever their case, and says what happened', async () => {
    const world = await createTestWorld();
    await expect(
      world.projects.create(newProject({ code: 'grant-7' }), admin),
    ).rejects.toThrow("The code 'grant-7' is taken");
    const changed = await world.projects.update(
      'GRANT-7',
      { budget: { kind: 'money', amount: 5, currency: 'EUR' }, until: null },
      1,
      admin,
    );
    expect(changed).toMatchObject({ version: 2, budget: { amount: 5 } });
    await expect(
      world.projects.update('GRANT-7', { title: 'Late' }, 1, admin),
    ).rejects.toThrow();
    await world.projects.archive('GRANT-7', admin);
    await expect(world.projects.archive('GRANT-7', admin)).rejects.toThrow(
      'This project is archived',
    );
    expect((await world.events('project')).map(({ type }) => type)).toEqual([
      'project.created',
      'project.changed',
      'project.archived',
    ]);
    expect(await codeOf(world.book('gpu', '10:00', '11:00', onProject))).toBe(
      'project_archived',
    );
  });

  it('refuses dates that run backwards and money without a currency', async () => {
    const world = await createTestWorld();
    const create = (more: object) =>
      world.projects.create(newProject({ code: 'OTHER', ...more }), admin);
    await expect(
      create({ from: Date.parse(at('10:00')), until: Date.parse(at('09:00')) }),
    ).rejects.toThrow('until must be after from');
    await expect(
      create({ budget: { kind: 'money', amount: 5 } }),
    ).rejects.toThrow('budget/currency');
  });

  it('charges hours times units, gives back what is not used, and says by whom', async () => {
    const world = await createTestWorld();
    await world.book('pool', '10:00', '12:00', {
      ...onProject,
      units: { 'resource:default/pool': 3 },
    });
    const cancelled = await world.book('gpu', '10:00', '13:00', onProject);
    expect(await codeOf(world.book('gpu', '13:00', '15:00', onProject))).toBe(
      'project_overdrawn',
    );
    await world.bookings.end(cancelled.id, { kind: 'cancel' }, admin);
    await world.book('gpu', '13:00', '15:00', onProject, asUser('colleague'));

    expect(await usage(world)).toMatchObject({
      used: 0,
      planned: 8,
      remaining: 2,
      bookings: 2,
      costs: [{ currency: 'EUR', amount: 16, unitHours: 8 }],
      people: [
        { owner: 'user:default/researcher', planned: 6, bookings: 1 },
        { owner: 'user:default/colleague', planned: 2, bookings: 1 },
      ],
    });
  });

  it('counts what was released until its release, and what ran until it was cancelled', async () => {
    const world = await createTestWorld();
    const released = await world.book('gpu', '09:00', '13:00', onProject);
    const cut = await world.book('pool', '09:00', '13:00', onProject);
    world.clock.now = Date.parse(at('09:00'));
    await world.lifecycle.step();
    world.clock.now = Date.parse(at('10:00'));
    await world.bookings.end(released.id, { kind: 'release' }, admin);
    await world.bookings.end(cut.id, { kind: 'cancel' }, admin);

    expect(await usage(world)).toMatchObject({
      used: 2,
      planned: 0,
      remaining: 8,
    });
  });

  it('counts what nobody came to in full', async () => {
    const world = await createTestWorld();
    const booking = await world.book('gpu', '10:00', '13:00', onProject);
    await world.database.write(tx =>
      tx
        .knex('booking')
        .where({ id: booking.id })
        .update({ status: 'no_show' }),
    );
    expect(await usage(world)).toMatchObject({ used: 3, remaining: 7 });
  });

  it('judges a move on what the booking gives back', async () => {
    const world = await createTestWorld();
    const booking = await world.book('gpu', '10:00', '18:00', onProject);
    const move = (end: string) =>
      world.bookings.update(booking.id, { end: at(end) }, '*', asUser(), {
        owner: 'user:default/researcher',
      });
    expect(await codeOf(move('20:30'))).toBe('project_overdrawn');
    await move('20:00');
    await world.projects.update(
      'GRANT-7',
      { budget: { kind: 'hours', amount: 4 } },
      '*',
      admin,
    );
    await move('19:00');
    expect(await usage(world)).toMatchObject({ planned: 9, remaining: -5 });
  });

  it('charges money by the rate of the day, across a change of it', async () => {
    const world = await createTestWorld({
      budget: { kind: 'money', amount: 20, currency: 'EUR' },
    });
    await world.type('dear', {
      rates: [
        { from: '2027-03-01', perUnitHour: 1, currency: 'EUR' },
        { from: '2027-03-17', perUnitHour: 5, currency: 'EUR' },
      ],
    });
    await world.resource('scope', { type: 'dear' });
    // 17 March begins in Rome at 23:00 UTC.
    const night = ['2027-03-16T19:00:00Z', '2027-03-17T02:00:00Z'] as const;
    await world.book('scope', ...night, onProject);
    expect(await usage(world)).toMatchObject({ planned: 19, remaining: 1 });
    expect(await codeOf(world.book('gpu', '10:00', '11:00', onProject))).toBe(
      'project_overdrawn',
    );
  });

  it('lets a project be named only by those who hold it', async () => {
    const world = await createTestWorld();
    await world.resource('scope');
    const stranger = asUser('stranger');
    expect(
      await codeOf(world.book('gpu', '10:00', '11:00', onProject, stranger)),
    ).toBe('project_unknown');
    const booking = await world.book('gpu', '10:00', '11:00', {}, stranger);
    expect(
      await codeOf(
        world.bookings.update(booking.id, onProject, '*', stranger, {
          owner: stranger.actor,
        }),
      ),
    ).toBe('project_unknown');
  });

  it('lets in, of ten at once through two backends, only what fits', async () => {
    const backends = await openBackends(databases, id);
    try {
      const { world, both } = backends;
      for (const n of upTo(10)) {
        await world.resource(`node-${n}`);
      }
      await world.projects.create(
        newProject({ budget: { kind: 'hours', amount: 6 } }),
        admin,
      );
      await backends.other.inventory.latest();

      const outcomes = await Promise.allSettled(
        upTo(10).map(n =>
          both[n % 2].bookings.create(
            world.booking(`node-${n}`, '10:00', '12:00', onProject),
            'user:default/researcher',
            asUser(),
          ),
        ),
      );

      expect(tally(outcomes)).toEqual({ ok: 3, PolicyDeniedError: 7 });
      expect(await usage(world)).toMatchObject({ planned: 6, remaining: 0 });
    } finally {
      await backends.close();
    }
  });
});
