import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type {
  Resource,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { InventoryEntityProvider } from './InventoryEntityProvider';
import type { InventorySource } from './InventorySource';

const campus = {
  id: 's1',
  entityRef: 'resource:default/campus',
  name: 'campus',
  title: 'Campus',
  visibility: 'public',
  admins: [] as string[],
  members: [] as string[],
} as Site;

function resource(name: string, more: Partial<Resource> = {}): Resource {
  return {
    id: name,
    entityRef: `resource:default/${name}`,
    name,
    title: name,
    siteRef: campus.entityRef,
    type: 'server',
    managedBy: 'callboard',
    archived: false,
    ...more,
  } as Resource;
}

function about(id: string, type = 'changed') {
  return {
    topic: `callboard.resource.${type}`,
    eventPayload: {
      aggregate: `resource:${id}`,
      refs: { resources: [`resource:default/${id}`], site: campus.entityRef },
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function setup(resources: Resource[]) {
  const stop = new AbortController();
  const mutations: EntityProviderMutation[] = [];
  const world = { resources, failures: 0 };
  const whenUp = async <T>(answer: () => T): Promise<T> => {
    if (world.failures > 0) {
      world.failures--;
      throw new Error('connection refused');
    }
    return answer();
  };
  const source: jest.Mocked<InventorySource> = {
    listSites: jest.fn(() => whenUp(() => [campus])),
    listResources: jest.fn(async () =>
      world.resources.filter(one => !one.archived),
    ),
    getResource: jest.fn(async id =>
      world.resources.find(one => one.id === id),
    ),
  };
  const provider = InventoryEntityProvider.create({
    source,
    logger: mockServices.logger.mock(),
    signal: stop.signal,
  });
  const connect = () =>
    provider.connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });
  return { connect, mutations, provider, source, stop, world };
}

function refsIn(mutation: EntityProviderMutation): string[] {
  const entities =
    mutation.type === 'full' ? mutation.entities : mutation.added;
  return entities.map(({ entity }) => stringifyEntityRef(entity));
}

describe('InventoryEntityProvider', () => {
  it('begins once the API answers, and leaves out what the catalog has anyway', async () => {
    const { connect, mutations, world, source } = setup([
      resource('a'),
      resource('b', { managedBy: 'catalog' }),
    ]);
    world.failures = 2;
    await connect();
    await until(() => mutations.length > 0);
    expect(mutations.map(({ type }) => type)).toEqual(['full']);
    expect(refsIn(mutations[0])).toEqual([
      'resource:default/campus',
      'resource:default/a',
    ]);
    expect(source.listSites).toHaveBeenCalledTimes(3);
  });

  it('makes one delta of events that come together, from what is true by then', async () => {
    const { connect, mutations, provider, source, world } = setup([
      resource('a'),
      resource('b'),
    ]);
    await connect();
    await until(() => mutations.length === 1);
    world.resources = [
      resource('a', { title: 'New' }),
      resource('b', { archived: true }),
    ];
    provider.onEvent(about('b', 'archived'));
    provider.onEvent(about('a'));
    provider.onEvent(about('a'));
    provider.onEvent(about('gone', 'created'));
    await until(() => mutations.length === 2);
    expect(mutations[1]).toMatchObject({
      type: 'delta',
      added: [{ entity: { metadata: { name: 'a', title: 'New' } } }],
      removed: [
        { entityRef: 'resource:default/b' },
        { entityRef: 'resource:default/gone' },
      ],
    });
    expect(source.getResource).toHaveBeenCalledTimes(3);
  });

  it('does not let an old full reading overwrite a newer delta', async () => {
    const { connect, mutations, provider, source, world } = setup([
      resource('a', { title: 'Old' }),
    ]);
    await connect();
    await until(() => mutations.length === 1);
    const old = world.resources;
    let release = () => {};
    source.listResources.mockImplementationOnce(
      () => new Promise(resolve => (release = () => resolve(old))),
    );
    const full = provider.refresh();
    world.resources = [resource('a', { title: 'New' })];
    provider.onEvent(about('a'));
    await new Promise(resolve => setTimeout(resolve, 150));
    release();
    await full;
    await until(() => mutations.length === 3);
    expect(mutations.map(({ type }) => type)).toEqual([
      'full',
      'full',
      'delta',
    ]);
    expect(mutations[2]).toMatchObject({
      added: [{ entity: { metadata: { title: 'New' } } }],
    });
  });

  it('comes back to a change that could not be read', async () => {
    const { connect, mutations, provider, world } = setup([resource('a')]);
    await connect();
    await until(() => mutations.length === 1);
    world.failures = 1;
    provider.onEvent(about('a'));
    await until(() => mutations.length === 2);
    expect(refsIn(mutations[1])).toEqual(['resource:default/a']);
  });

  it('gives up when the backend stops', async () => {
    const { connect, mutations, source, stop, world } = setup([]);
    world.failures = Infinity;
    await connect();
    await until(() => source.listSites.mock.calls.length > 0);
    stop.abort();
    const asked = source.listSites.mock.calls.length;
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(source.listSites.mock.calls.length).toBe(asked);
    expect(mutations).toEqual([]);
  });
});
