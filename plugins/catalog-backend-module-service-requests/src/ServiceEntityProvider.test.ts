import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { serviceOf } from './__testUtils__';
import { ServiceEntityProvider } from './ServiceEntityProvider';
import type { ServiceSource } from './ServiceSource';

function about(name: string, type = 'changed') {
  return {
    topic: `callboard.service.${type}`,
    eventPayload: { aggregate: `service:id-${name}` },
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function setup(services: Service[]) {
  const stop = new AbortController();
  const mutations: EntityProviderMutation[] = [];
  const world = { services, failures: 0 };
  const whenUp = async <T>(answer: () => T): Promise<T> => {
    if (world.failures > 0) {
      world.failures--;
      throw new Error('connection refused');
    }
    return answer();
  };
  const source: jest.Mocked<ServiceSource> = {
    list: jest.fn(() => whenUp(() => world.services)),
    get: jest.fn(id => whenUp(() => world.services.find(one => one.id === id))),
  };
  const logger = mockServices.logger.mock();
  const provider = ServiceEntityProvider.create({
    source,
    logger,
    signal: stop.signal,
  });
  const connect = async () => {
    await provider.connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });
    await until(() => mutations.length === 1 || world.failures > 1000);
  };
  return { connect, logger, mutations, provider, source, stop, world };
}

function refsIn(mutation: EntityProviderMutation): string[] {
  const entities =
    mutation.type === 'full' ? mutation.entities : mutation.added;
  return entities.map(({ entity }) => stringifyEntityRef(entity));
}

const REF = 'resource:default/staging-eu-west-1';

describe('ServiceEntityProvider', () => {
  it('begins once the API answers, without what is gone', async () => {
    const { connect, mutations, world, source } = setup([
      serviceOf('a'),
      serviceOf('b', { status: 'removed' }),
      serviceOf('c', { status: 'removing' }),
    ]);
    world.failures = 2;
    await connect();
    expect(mutations.map(({ type }) => type)).toEqual(['full']);
    expect(refsIn(mutations[0])).toEqual([`${REF}-a`, `${REF}-c`]);
    expect(source.list).toHaveBeenCalledTimes(3);
  });

  it('makes one delta of events that come together, from what is true by then', async () => {
    const { connect, mutations, provider, source, world } = setup([
      serviceOf('a'),
      serviceOf('b'),
    ]);
    await connect();
    world.services = [
      serviceOf('a', { title: 'New' }),
      serviceOf('b', { status: 'removed' }),
    ];
    provider.onEvent(about('b', 'removed'));
    provider.onEvent(about('a'));
    provider.onEvent(about('a'));
    await until(() => mutations.length === 2);
    expect(mutations[1]).toMatchObject({
      type: 'delta',
      added: [{ entity: { metadata: { title: 'New' } } }],
      removed: [{ entityRef: `${REF}-b` }],
    });
    expect(source.get).toHaveBeenCalledTimes(2);
  });

  it('reads everything where a service is not to be found any more', async () => {
    const { connect, mutations, provider, world } = setup([
      serviceOf('a'),
      serviceOf('b'),
    ]);
    await connect();
    world.services = [serviceOf('b')];
    provider.onEvent(about('a', 'removed'));
    await until(() => mutations.length === 3);
    expect(mutations.map(({ type }) => type)).toEqual([
      'full',
      'delta',
      'full',
    ]);
    expect(refsIn(mutations[2])).toEqual([`${REF}-b`]);
  });

  it('does not let an old full reading overwrite a newer delta', async () => {
    const { connect, mutations, provider, source, world } = setup([
      serviceOf('a', { title: 'Old' }),
    ]);
    await connect();
    const old = world.services;
    let release = () => {};
    source.list.mockImplementationOnce(
      () => new Promise(resolve => (release = () => resolve(old))),
    );
    const full = provider.refresh();
    world.services = [serviceOf('a', { title: 'New' })];
    provider.onEvent(about('a'));
    await new Promise(resolve => setTimeout(resolve, 150));
    release();
    await full;
    await until(() => mutations.length === 3);
    expect(mutations[2]).toMatchObject({
      type: 'delta',
      added: [{ entity: { metadata: { title: 'New' } } }],
    });
  });

  it('comes back to a change that could not be read', async () => {
    const { connect, mutations, provider, world } = setup([serviceOf('a')]);
    await connect();
    world.failures = 1;
    provider.onEvent(about('a'));
    await until(() => mutations.length === 2);
    expect(refsIn(mutations[1])).toEqual([`${REF}-a`]);
  });

  it('says of an event that it cannot place it', async () => {
    const { connect, logger, provider, source } = setup([]);
    await connect();
    provider.onEvent({ topic: 'callboard.service.changed', eventPayload: {} });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(source.get).not.toHaveBeenCalled();
  });

  it('gives up when the backend stops', async () => {
    const { connect, mutations, source, stop, world } = setup([]);
    world.failures = Infinity;
    await connect();
    await until(() => source.list.mock.calls.length > 0);
    stop.abort();
    const asked = source.list.mock.calls.length;
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(source.list.mock.calls.length).toBe(asked);
    expect(mutations).toEqual([]);
  });
});
