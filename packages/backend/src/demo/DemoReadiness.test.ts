import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DemoReadiness } from './DemoReadiness';

function entity(kind: string, name: string, memberOf: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    relations: memberOf.map(targetRef => ({ type: 'memberOf', targetRef })),
  };
}

const researcher = entity('User', 'researcher', ['group:default/members']);
const members = entity('Group', 'members');
const campus = entity('Resource', 'campus');
const node = entity('Resource', 'node');

describe('DemoReadiness', () => {
  let reservations: Server;

  beforeAll(async () => {
    reservations = createServer((request, response) => {
      const name = request.url?.startsWith('/sites') ? 'campus' : 'node';
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ items: [{ entityRef: `resource:default/${name}` }] }),
      );
    });
    await new Promise<void>(resolve =>
      reservations.listen(0, '127.0.0.1', resolve),
    );
  });

  afterAll(() => reservations.close());

  function setup(timeLimit: number) {
    const { port } = reservations.address() as AddressInfo;
    const logger = mockServices.logger.mock();
    const catalog = catalogServiceMock.mock();
    const entities: Entity[] = [];
    catalog.getEntitiesByRefs.mockImplementation(request =>
      catalogServiceMock({ entities }).getEntitiesByRefs(request),
    );
    let done = false;
    const stop = new AbortController();
    const waiting = DemoReadiness.create({
      auth: mockServices.auth(),
      catalog,
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
      logger,
      people: ['user:default/researcher'],
      interval: 10,
      timeLimit,
    })
      .wait(stop.signal)
      .then(() => (done = true));
    return { entities, isDone: () => done, logger, stop, waiting };
  }

  const aWhile = () => new Promise(resolve => setTimeout(resolve, 150));

  it('waits for people, their groups, sites and resources', async () => {
    const { entities, isDone, logger, waiting } = setup(60_000);
    for (const one of [researcher, campus, node, members]) {
      await aWhile();
      expect(isDone()).toBe(false);
      entities.push(one);
    }
    await waiting;
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('says what is missing when it gives up', async () => {
    const { entities, logger, waiting } = setup(100);
    entities.push(researcher, campus);
    await waiting;
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('group:default/members, resource:default/node'),
    );
  });

  it('ends with the backend', async () => {
    const { logger, stop, waiting } = setup(60_000);
    stop.abort();
    await waiting;
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
