import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { DomainEvent } from '@callboard/backend-outbox';
import { reservationsEventTypes } from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import { reservationsPlugin } from './plugin';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What a webhooks plugin in the same backend has been told. */
function standIn() {
  const registered: string[] = [];
  const published: DomainEvent[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'webhooks',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          httpRouter.use(async (req, res) => {
            const body: any = await json(req);
            if (req.method === 'PUT') {
              registered.push(
                ...body.eventTypes.map((one: DomainEvent) => one.type),
              );
            } else {
              published.push(body);
            }
            res.status(202).json({});
          });
        },
      });
    },
  });
  return { plugin, registered, published };
}

async function start(knex: Knex, callboard: JsonObject) {
  const webhooks = standIn();
  const backend = await startTestBackend({
    features: [
      reservationsPlugin,
      webhooks.plugin,
      actionsRegistryServiceFactory,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({ data: { callboard } }),
    ],
  });
  const base = `http://127.0.0.1:${backend.server.port()}/api/reservations`;
  const post = async (path: string, body: object) => {
    const response = await fetch(base + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: mockCredentials.user.header('user:default/admin'),
      },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
  };
  return { ...webhooks, post, stop: () => backend.stop() };
}

const site = (name: string) => ({ name, title: name, timeZone: 'UTC' });

describe.each(databases.eachSupportedId())('announcing on %p', id => {
  it('tells webhooks what happened, from the first change on', async () => {
    const knex = await databases.init(id);
    const portal = await start(knex, { webhooks: { enabled: true } });
    await portal.post('/sites', site('campus'));
    while (portal.published.length === 0) {
      await sleep(10);
    }
    await portal.stop();

    expect(portal.registered).toEqual(
      reservationsEventTypes.map(({ type }) => type),
    );
    expect(portal.published).toMatchObject([
      {
        type: 'site.created',
        actor: 'user:default/admin',
        sequence: 1,
        data: { site: { name: 'campus' } },
      },
    ]);
  });

  it('keeps nothing for webhooks that are not there, or not any more', async () => {
    const knex = await databases.init(id);
    const first = await start(knex, {});
    await first.post('/sites', site('one'));
    await first.stop();
    const heads = () => knex('outbox_head').where({ sink: 'webhooks' });
    expect(await heads()).toEqual([]);

    const second = await start(knex, { webhooks: { enabled: true } });
    await second.post('/sites', site('two'));
    await second.stop();
    expect(await heads()).toHaveLength(1);

    const third = await start(knex, { webhooks: { enabled: false } });
    await third.post('/sites', site('three'));
    await third.stop();
    expect(await heads()).toEqual([]);
    expect([...first.published, ...third.published]).toEqual([]);
  });
});
