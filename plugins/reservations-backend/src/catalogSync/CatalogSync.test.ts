import {
  mockServices,
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { bookingView } from '../bookings/views';
import { asUser, createWorld } from '../__testUtils__/world';
import { CatalogSync } from './CatalogSync';

jest.setTimeout(60_000);

function entity(
  name: string,
  annotations: Record<string, string> = {},
  more: Partial<Entity> & { title?: string } = {},
): Entity {
  const { title, ...rest } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title,
      annotations: {
        'callboard.dev/bookable': 'true',
        'callboard.dev/site': 'campus',
        'callboard.dev/type': 'plain',
        ...annotations,
      },
    },
    ...rest,
  };
}

function partOf(...targets: string[]): Partial<Entity> {
  return {
    relations: targets.map(name => ({
      type: 'partOf',
      targetRef: `resource:default/${name}`,
    })),
  };
}

/** In the catalog, but not for booking. */
const stranger = entity('stranger', { 'callboard.dev/bookable': 'false' });

describe('CatalogSync', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  async function setup(id: TestDatabaseId) {
    const world = await createWorld(await databases.init(id));
    const logger = mockServices.logger.mock();
    const catalog = catalogServiceMock.mock();
    const sync = CatalogSync.create({
      auth: mockServices.auth(),
      catalog,
      logger,
      resources: world.catalogManaged,
    });
    /** Runs it once, with this in the catalog. */
    const run = async (...entities: Entity[]) => {
      const memory = catalogServiceMock({ entities });
      catalog.streamEntities.mockImplementation(request =>
        memory.streamEntities(request),
      );
      catalog.queryEntities.mockImplementation(request =>
        memory.queryEntities(request),
      );
      await sync.run();
    };
    return {
      ...world,
      catalog,
      run,
      runAgain: () => sync.run(),
      find: async (name: string) => {
        const { items } = await world.resources.list({
          refs: [`resource:default/${name}`],
          archived: true,
          limit: 1,
        });
        return items[0];
      },
      complaints: () => logger.warn.mock.calls.map(([message]) => message),
    };
  }

  describe.each(databases.eachSupportedId())('%p', id => {
    it('takes entities in, with what they are part of', async () => {
      const world = await setup(id);
      await world.resource('rack');
      await world.run(
        stranger,
        { ...entity('a-program'), kind: 'Component' },
        entity('slot', {}, partOf('shelf', 'nowhere')),
        entity('shelf', {}, { ...partOf('rack'), title: 'A shelf' }),
        entity('licences', {
          'callboard.dev/site': 'resource:default/campus',
          'callboard.dev/capacity': '5',
        }),
      );

      expect(await world.find('shelf')).toMatchObject({
        entityRef: 'resource:default/shelf',
        title: 'A shelf',
        managedBy: 'catalog',
        siteRef: 'resource:default/campus',
        type: 'plain',
        parentRef: 'resource:default/rack',
        capacity: 'exclusive',
        archived: false,
      });
      expect(await world.find('slot')).toMatchObject({
        title: 'slot',
        parentRef: 'resource:default/shelf',
      });
      expect(await world.find('licences')).toMatchObject({ capacity: 5 });
      expect(await world.find('stranger')).toBeUndefined();
      expect(world.complaints()).toEqual([]);
      expect((await world.events('resource')).map(({ type }) => type)).toEqual(
        Array(4).fill('resource.created'),
      );

      await world.book('slot', '10:00', '11:00');
      await expect(world.book('rack', '10:30', '12:00')).rejects.toThrow();
      const shelf = await world.find('shelf');
      await expect(
        world.resources.update(
          shelf.id,
          { title: 'Mine' },
          '*',
          asUser('admin'),
        ),
      ).rejects.toThrow('is kept in the catalog');
    });

    it('writes nothing when nothing has changed', async () => {
      const world = await setup(id);
      const entities = [
        entity('b', { 'callboard.dev/capacity': '2' }),
        entity(
          'a',
          {},
          {
            relations: [
              { type: 'ownedBy', targetRef: 'group:default/research' },
            ],
          },
        ),
      ];
      await world.run(...entities);
      const revision = (await world.inventory.latest()).revision;
      await world.run(...entities);
      await world.run(...entities);
      expect((await world.inventory.latest()).revision).toBe(revision);
      expect(await world.find('a')).toMatchObject({
        version: 1,
        owner: 'group:default/research',
      });
    });

    it('archives what has gone or is no longer annotated, and brings it back', async () => {
      const world = await setup(id);
      await world.run(entity('a'), entity('b'), stranger);
      const booking = await world.book('a', '10:00', '11:00');
      await world.run(
        entity('a', { 'callboard.dev/bookable': 'no' }),
        stranger,
      );

      expect(await world.find('a')).toMatchObject({ archived: true });
      expect(await world.find('b')).toMatchObject({ archived: true });
      const kept = await world.bookings.get(booking.id);
      const inventory = await world.inventory.latest();
      expect(bookingView(kept, inventory, [])).toMatchObject({
        status: 'confirmed',
        notices: [{ code: 'resource_archived' }],
      });
      await expect(world.book('a', '12:00', '13:00')).rejects.toThrow(
        'archived',
      );

      await world.run(entity('a', {}, { title: 'Back' }), stranger);
      expect(await world.find('a')).toMatchObject({
        archived: false,
        title: 'Back',
      });
      await world.book('a', '12:00', '13:00');
      expect(
        (await world.events('resource')).map(
          ({ type, data }) => `${type} ${data.resource.name}`,
        ),
      ).toEqual([
        'resource.created a',
        'resource.created b',
        'resource.archived a',
        'resource.archived b',
        'resource.changed a',
      ]);
    });

    it('archives nothing while the catalog is out or empty', async () => {
      const world = await setup(id);
      await world.run(entity('a'));
      world.catalog.streamEntities.mockImplementation(async function* down() {
        yield [];
        throw new Error('connection refused');
      });
      await world.runAgain();
      await world.runAgain();
      expect(await world.find('a')).toMatchObject({ archived: false });
      expect(world.complaints()).toEqual([
        expect.stringContaining('connection refused'),
      ]);

      await world.run();
      expect(await world.find('a')).toMatchObject({ archived: false });
      await world.run(stranger);
      expect(await world.find('a')).toMatchObject({ archived: true });
    });

    it('says once what is wrong with an annotation, and goes on', async () => {
      const world = await setup(id);
      await world.resource('mine');
      await world.resource('pool', { capacity: 3 });
      await world.run(entity('was-fine'));
      const wrong = [
        entity('no-site', { 'callboard.dev/site': '' }),
        entity('odd-site', { 'callboard.dev/site': 'a:b:c d' }),
        entity('other-site', { 'callboard.dev/site': 'elsewhere' }),
        entity('no-type', { 'callboard.dev/type': 'unheard-of' }),
        entity('half', { 'callboard.dev/capacity': '0.5' }),
        entity('none', { 'callboard.dev/capacity': '0' }),
        entity('mine'),
        entity('campus'),
        entity('in-pool', {}, partOf('pool')),
        entity('was-fine', { 'callboard.dev/capacity': 'many' }),
      ];
      await world.run(...wrong, entity('good'));
      await world.run(...wrong, entity('good'));

      const complaints = world.complaints();
      expect(complaints).toHaveLength(wrong.length);
      for (const { metadata } of wrong) {
        expect(complaints).toContainEqual(
          expect.stringContaining(`resource:default/${metadata.name} `),
        );
      }
      expect(await world.find('good')).toMatchObject({ archived: false });
      expect(await world.find('was-fine')).toMatchObject({ archived: false });
      expect(await world.find('mine')).toMatchObject({
        managedBy: 'callboard',
        version: 1,
      });

      await world.run(entity('half', { 'callboard.dev/capacity': '2' }));
      expect(await world.find('half')).toMatchObject({ capacity: 2 });
    });

    it('refuses what bookings would not survive, until they are gone', async () => {
      const world = await setup(id);
      await world.resource('rack');
      const pool = (units: string) =>
        entity('pool', { 'callboard.dev/capacity': units });
      await world.run(entity('node'), pool('3'));
      await world.book('pool', '10:00', '11:00', {
        units: { 'resource:default/pool': 3 },
      });
      const node = await world.book('node', '10:00', '11:00');
      await world.book('rack', '10:30', '11:30');

      const next = [entity('node', {}, partOf('rack')), pool('2')];
      await world.run(...next);
      await world.run(...next);
      expect(await world.find('pool')).toMatchObject({ capacity: 3 });
      expect((await world.find('node')).parentRef).toBeUndefined();
      expect(world.complaints()).toEqual([
        expect.stringContaining('would no longer fit'),
        expect.stringContaining('would no longer fit'),
      ]);

      await world.bookings.end(node.id, { kind: 'cancel' }, asUser());
      await world.run(...next);
      expect(await world.find('node')).toMatchObject({
        parentRef: 'resource:default/rack',
      });
    });

    it('leaves no circle behind, however the catalog goes round', async () => {
      const world = await setup(id);
      const circle = [
        entity('a', {}, partOf('b')),
        entity('b', {}, partOf('a')),
      ];
      await world.run(...circle);
      await world.run(...circle);
      await world.run(...circle);
      const [a, b] = [await world.find('a'), await world.find('b')];
      expect([a.parentRef, b.parentRef].filter(Boolean)).toHaveLength(1);
      expect(world.complaints()).toEqual([
        expect.stringContaining('would be a cycle'),
      ]);
    });
  });
});
