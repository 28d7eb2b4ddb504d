import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  type EventsService,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import permissionBackend from '@backstage/plugin-permission-backend';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import request from 'supertest';
import { serviceOf } from './__testUtils__';
import catalogModuleServiceRequests from './index';

jest.setTimeout(60_000);

/** As a real auth service does, a plugin says for which user it asks. */
const onBehalfAuth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const issue = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options =>
      auth.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              options.onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${plugin.getId()}` } },
            ),
          }
        : issue(options);
    return auth;
  },
});

function entity(kind: string, name: string, spec: object): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        [ANNOTATION_LOCATION]: 'test:demo',
        [ANNOTATION_ORIGIN_LOCATION]: 'test:demo',
      },
    },
    spec: { ...spec },
  };
}

const group = (name: string) =>
  entity('Group', name, { type: 'team', children: [] });
const user = (name: string, ...memberOf: string[]) =>
  entity('User', name, { memberOf });

const demo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'test-demo',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'test-demo',
          connect: async connection =>
            connection.applyMutation({
              type: 'full',
              entities: [
                ...['members', 'admins', 'reviewers', 'shop'].map(group),
                user('admin', 'admins'),
                user('reviewer', 'reviewers'),
                user('owner', 'members', 'shop'),
                user('requester', 'members'),
                user('other', 'members'),
                entity('Component', 'orders', {
                  type: 'service',
                  lifecycle: 'production',
                  owner: 'group:default/shop',
                  dependsOn: ['resource:default/staging-eu-west-1-orders-db'],
                }),
              ].map(each => ({ entity: each })),
            }),
        });
      },
    });
  },
});

/** Answers as the service requests API does, and only a plugin that signs in. */
function serviceRequests(services: Map<string, Service>) {
  const askedBy = new Set<string>();
  const said: { events?: EventsService } = {};
  const plugin = createBackendPlugin({
    pluginId: 'service-requests',
    register(env) {
      env.registerInit({
        deps: {
          events: eventsServiceRef,
          http: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ events, http, httpAuth }) {
          said.events = events;
          http.use(async (req, res) => {
            const { principal } = await httpAuth.credentials(req, {
              allow: ['service'],
            });
            askedBy.add(principal.subject);
            const [, , id] = req.path.split('/');
            const found = services.get(id);
            if (!id) {
              res.json({ items: [...services.values()] });
            } else if (found) {
              res.json(found);
            } else {
              res.status(404).json({ error: { name: 'NotFoundError' } });
            }
          });
        },
      });
    },
  });
  const tell = (service: Service, type = 'changed') => {
    services.set(service.id, service);
    return said.events!.publish({
      topic: `callboard.service.${type}`,
      eventPayload: { aggregate: `service:${service.id}` },
    });
  };
  return { askedBy, plugin, tell };
}

async function start() {
  const db = serviceOf('orders-db', {
    requestedBy: 'user:default/requester',
  });
  const api = serviceRequests(new Map([[db.id, db]]));
  const { server } = await startTestBackend({
    features: [
      catalogBackend,
      catalogModuleServiceRequests,
      demo,
      api.plugin,
      permissionBackend,
      permissionModuleCallboard,
      callboardPermissionsServiceFactory,
      onBehalfAuth,
      eventsServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          catalog: { processingInterval: '30m' },
          callboard: {
            access: {
              roles: {
                'global-admin': ['group:default/admins'],
                'service-reviewer': ['group:default/reviewers'],
                member: ['group:default/members'],
              },
            },
          },
        },
      }),
    ],
  });
  const ask = async (who: string, path: string) =>
    request(server)
      .get(`/api/catalog/entities/${path}`)
      .set('authorization', mockCredentials.user.header(`user:default/${who}`));
  return {
    ...api,
    db,
    get: (who: string, name: string) =>
      ask(who, `by-name/resource/default/${name}`),
    list: async (who: string) => {
      const { body } = await ask(who, 'by-query?filter=kind=resource');
      return (body.items as Entity[]).map(({ metadata }) => metadata.name);
    },
    /** Asked by a plugin: whoever asks too early has no groups for 30 s. */
    requirePeople: async () => {
      const { body } = await request(server)
        .get(
          '/api/catalog/entities/by-query?filter=kind=user&filter=kind=group',
        )
        .set('authorization', mockCredentials.service.header());
      expect(body.totalItems).toBe(9);
    },
  };
}

async function eventually<T>(check: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

describe('catalogModuleServiceRequests', () => {
  it('keeps services in the catalog, for those who may read them', async () => {
    const portal = await start();
    await eventually(portal.requirePeople);
    const name = 'staging-eu-west-1-orders-db';

    const { body } = await eventually(async () => {
      const answer = await portal.get('owner', name);
      expect(answer.body.relations).toHaveLength(2);
      return answer;
    });
    expect(body.relations).toEqual(
      expect.arrayContaining([
        { type: 'ownedBy', targetRef: 'group:default/shop' },
        { type: 'dependencyOf', targetRef: 'component:default/orders' },
      ]),
    );
    expect([...portal.askedBy]).toEqual(['plugin:catalog']);

    for (const who of ['owner', 'requester', 'reviewer', 'admin']) {
      expect([who, await portal.list(who)]).toEqual([who, [name]]);
    }
    expect(await portal.list('other')).toEqual([]);
    expect((await portal.get('other', name)).status).toBe(404);

    // Who becomes its owner sees it, who no longer is does not.
    await portal.tell({ ...portal.db, owner: 'user:default/other' });
    await eventually(async () =>
      expect(await portal.list('other')).toEqual([name]),
    );
    expect(await portal.list('owner')).toEqual([]);
    expect(await portal.list('requester')).toEqual([name]);

    await portal.tell(serviceOf('cache'), 'created');
    await eventually(async () =>
      expect(await portal.list('owner')).toEqual(['staging-eu-west-1-cache']),
    );
    await portal.tell(serviceOf('cache', { status: 'removed' }), 'removed');
    await eventually(async () =>
      expect(await portal.list('owner')).toEqual([]),
    );
  });
});
