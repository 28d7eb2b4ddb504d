import {
  coreServices,
  createBackendModule,
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
  RELATION_HAS_PART,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import permissionBackend from '@backstage/plugin-permission-backend';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
// Tested with the real plugin at the other end.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import reservationsBackend from '@callboard/backstage-plugin-reservations-backend';
import type {
  NewResource,
  NewSite,
} from '@callboard/backstage-plugin-reservations-common';
import request from 'supertest';
import catalogModuleReservations from './index';

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

function person(kind: 'User' | 'Group', name: string, spec: object): Entity {
  const location = 'test:people';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: { ...spec },
  };
}

const people = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'test-people',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        const group = (name: string) =>
          person('Group', name, { type: 'team', children: [] });
        const user = (name: string, ...memberOf: string[]) =>
          person('User', name, { memberOf });
        catalog.addEntityProvider({
          getProviderName: () => 'test-people',
          connect: async connection =>
            connection.applyMutation({
              type: 'full',
              entities: [
                group('members'),
                group('admins'),
                group('secret-team'),
                user('admin', 'admins'),
                user('insider', 'members', 'secret-team'),
                user('outsider', 'members'),
              ].map(entity => ({ entity })),
            }),
        });
      },
    });
  },
});

async function start() {
  const { server } = await startTestBackend({
    features: [
      catalogBackend,
      catalogModuleReservations,
      people,
      reservationsBackend,
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
                member: ['group:default/members'],
              },
            },
          },
        },
      }),
    ],
  });
  const as = (name: string) => ({
    authorization: mockCredentials.user.header(`user:default/${name}`),
  });
  const admin = as('admin');
  const change = async (
    method: 'post' | 'patch' | 'delete',
    path: string,
    body?: object,
  ) => {
    const answer = await request(server)
      [method](`/api/reservations${path}`)
      .set(admin)
      .set('If-Match', '*')
      .send(body);
    expect([200, 201, 204]).toContain(answer.status);
    return answer.body;
  };
  const get = async (name: string, who = 'admin') =>
    request(server)
      .get(`/api/catalog/entities/by-name/resource/default/${name}`)
      .set(as(who));
  return {
    /** Asked by a plugin: whoever asks too early has no groups for 30 s. */
    requirePeople: async () => {
      const { body } = await request(server)
        .get(
          '/api/catalog/entities/by-query?filter=kind=user&filter=kind=group',
        )
        .set('authorization', mockCredentials.service.header());
      if (body.totalItems !== 6) {
        throw new Error(`${body.totalItems} people and groups`);
      }
    },
    /** The catalog's entities of the inventory, as somebody sees them. */
    list: async (who: string, filter = 'kind=resource') => {
      const { body } = await request(server)
        .get(`/api/catalog/entities/by-query?filter=${filter}`)
        .set(as(who));
      return body.items
        .map((entity: Entity) => entity.metadata.name)
        .sort() as string[];
    },
    get,
    refresh: (name: string, who: string) =>
      request(server)
        .post('/api/catalog/refresh')
        .set(as(who))
        .send({ entityRef: `resource:default/${name}` }),
    changeSite: (id: string, body: object) =>
      change('patch', `/sites/${id}`, body),
    changeResource: (id: string, body: object) =>
      change('patch', `/resources/${id}`, body),
    archive: (id: string) => change('delete', `/resources/${id}`),
    site: (body: Partial<NewSite> & { name: string }) =>
      change('post', '/sites', {
        title: body.name,
        timeZone: 'Europe/Rome',
        ...body,
      }),
    resource: (body: Partial<NewResource> & { name: string }) =>
      change('post', '/resources', { type: 'server', ...body }),
    type: (name: string) =>
      change('post', '/resource-types', {
        name,
        title: name,
        colour: '#1f6feb',
      }),
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

describe('catalogModuleReservations', () => {
  let portal: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    portal = await start();
    await eventually(portal.requirePeople);
    await portal.type('server');
  });

  it('shows sites and resources with their relations, as they change', async () => {
    const site = await portal.site({
      name: 'campus',
      title: 'The campus',
      admins: ['group:default/admins'],
    });
    await portal.resource({ name: 'rack', siteRef: site.entityRef });
    const node = await portal.resource({
      name: 'Node',
      title: 'A node',
      description: 'Eight accelerators',
      siteRef: site.entityRef,
      parentRef: 'resource:default/rack',
      owner: 'user:default/insider',
    });

    const entity = await eventually(async () => {
      const { body } = await portal.get('node', 'outsider');
      expect(body.relations).toHaveLength(3);
      return body;
    });
    expect(entity).toMatchObject({
      kind: 'Resource',
      metadata: {
        name: 'Node',
        namespace: 'default',
        title: 'A node',
        description: 'Eight accelerators',
        annotations: {
          'backstage.io/managed-by-location': 'callboard:reservations',
          'backstage.io/managed-by-origin-location': 'callboard:reservations',
          'callboard.dev/resource-id': node.id,
          'callboard.dev/site': 'resource:default/campus',
          'callboard.dev/type': 'server',
          'callboard.dev/parent': 'resource:default/rack',
        },
      },
      spec: { type: 'server', owner: 'user:default/insider' },
    });
    expect(entity.relations).toEqual(
      expect.arrayContaining([
        { type: RELATION_PART_OF, targetRef: 'resource:default/campus' },
        { type: RELATION_PART_OF, targetRef: 'resource:default/rack' },
        { type: 'ownedBy', targetRef: 'user:default/insider' },
      ]),
    );
    await eventually(async () => {
      const { body } = await portal.get('campus');
      expect(body.spec).toEqual({
        type: 'site',
        owner: 'group:default/admins',
      });
      expect(body.metadata.annotations['callboard.dev/site-id']).toBe(site.id);
      expect(body.relations).toContainEqual({
        type: RELATION_HAS_PART,
        targetRef: 'resource:default/node',
      });
    });
    expect((await portal.get('rack')).body.spec.owner).toBe(
      'group:default/admins',
    );

    await portal.changeResource(node.id, { title: 'Renamed', parentRef: null });
    await eventually(async () => {
      const { body } = await portal.get('node');
      expect(body.metadata.title).toBe('Renamed');
      expect(body.relations).not.toContainEqual(
        expect.objectContaining({ targetRef: 'resource:default/rack' }),
      );
    });
    await portal.archive(node.id);
    await eventually(async () =>
      expect((await portal.get('node')).status).toBe(404),
    );
  });

  it('keeps what is for members from everybody else', async () => {
    const site = await portal.site({
      name: 'vault',
      visibility: 'members',
      admins: ['group:default/admins'],
      members: ['group:default/secret-team'],
    });
    await portal.resource({
      name: 'vault-server',
      siteRef: site.entityRef,
      owner: 'group:default/members',
    });
    const secrets = ['vault', 'vault-server'];
    const seenBy = async (who: string) =>
      (await portal.list(who)).filter(name => secrets.includes(name));

    await eventually(async () =>
      expect(await seenBy('admin')).toEqual(secrets),
    );
    expect(await seenBy('insider')).toEqual(secrets);
    expect((await portal.get('vault-server', 'insider')).status).toBe(200);

    expect(await seenBy('outsider')).toEqual([]);
    expect((await portal.get('vault', 'outsider')).status).toBe(404);
    expect((await portal.get('vault-server', 'outsider')).status).toBe(404);
    expect((await portal.refresh('vault', 'outsider')).status).toBe(403);
    expect((await portal.refresh('vault', 'insider')).status).toBe(200);
    const groups = await Promise.all(
      ['members', 'admins', 'secret-team'].map(name =>
        portal.list(
          'outsider',
          `kind=group,relations.ownerof=resource:default/vault-server,metadata.name=${name}`,
        ),
      ),
    );
    expect(groups.flat()).toEqual([]);

    // Who becomes a member sees it, who is no longer one does not.
    await portal.changeSite(site.id, { members: ['user:default/outsider'] });
    await eventually(async () =>
      expect(await seenBy('outsider')).toEqual(secrets),
    );
    await eventually(async () => expect(await seenBy('insider')).toEqual([]));

    await portal.changeSite(site.id, { visibility: 'public' });
    await eventually(async () =>
      expect(await seenBy('insider')).toEqual(secrets),
    );
  });
});
