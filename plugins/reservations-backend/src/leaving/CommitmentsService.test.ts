import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { asUser, createWorld } from '../__testUtils__/world';
import type { People } from '../people/People';
import { CommitmentsService } from './CommitmentsService';
import { CommitmentsStore } from './CommitmentsStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('commitments on %p', id => {
  async function createCommitments(inCatalog: {
    known: () => Promise<Set<string>>;
    anybody: () => Promise<boolean>;
  }) {
    const world = await createWorld(await databases.init(id));
    await world.resource('laser');
    return {
      world,
      service: CommitmentsService.create({
        ...world,
        grants: world.accessGrants,
        store: new CommitmentsStore(),
        people: inCatalog as Partial<People> as People,
      }),
    };
  }
  const out = async () => {
    throw new ServiceUnavailableError('The catalog is out');
  };
  const nobody = async () => new Set<string>();

  it('call nobody departed while the catalog cannot be asked', async () => {
    const { world, service } = await createCommitments({
      known: out,
      anybody: out,
    });
    await world.book('laser', '10:00', '11:00');
    await expect(service.departed()).rejects.toThrow(ServiceUnavailableError);
    const found = await service.of('user:default/researcher');
    expect(found.bookings).toHaveLength(1);
    expect(found).toHaveProperty('inCatalog', undefined);
  });

  it('call nobody departed while the catalog is empty', async () => {
    const catalog = { known: nobody, anybody: async () => false };
    const { world, service } = await createCommitments(catalog);
    expect(await service.departed()).toEqual({ items: [], doubtful: false });
    await world.book('laser', '10:00', '11:00');
    await expect(service.departed()).rejects.toThrow(/may be loading/);
    catalog.anybody = async () => true;
    expect((await service.departed()).items).toMatchObject([
      { ref: 'user:default/researcher', bookings: 1 },
    ]);
  });

  it('are not what has been handed on, nor what others own', async () => {
    const { world, service } = await createCommitments({
      known: nobody,
      anybody: async () => true,
    });
    const researcher = 'user:default/researcher';
    const booking = await world.book('laser', '10:00', '11:00', {
      participants: [researcher],
    });
    await world.resource('bench', { owner: researcher });
    await world.bookings.transfer(
      booking.id,
      { owner: 'user:default/colleague' },
      asUser('admin'),
    );
    const found = await service.of(researcher);
    expect(found.bookings).toEqual([]);
    expect(found.participations).toMatchObject([{ id: booking.id }]);
    expect(found.resources).toMatchObject([{ title: 'bench' }]);
    expect((await service.departed()).items).toMatchObject([
      { ref: 'user:default/colleague', bookings: 1, resources: 0 },
      { ref: researcher, bookings: 0, resources: 1 },
    ]);
  });
});
