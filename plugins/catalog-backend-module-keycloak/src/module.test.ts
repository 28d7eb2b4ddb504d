import { setTimeout as sleep } from 'node:timers/promises';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  PrincipalResolver,
  principalResolverServiceRef,
} from '@callboard/access-principals';
import { OidcTestServer, TEST_SECRETS } from '@callboard/oidc-test-server';
import { catalogModuleKeycloak } from './module';

const MINUTE_MS = 60_000;
jest.setTimeout(3 * MINUTE_MS);

/** The scheduler's shortest; what a site has is in app-config.keycloak.yaml. */
const SCHEDULE = { frequency: { seconds: 1 }, timeout: { minutes: 1 } };

let keycloak: OidcTestServer;
let backend: TestBackend;
let catalog: CatalogService;
let principals: PrincipalResolver;
let allUsers: () => Promise<string[]>;

const person = (username: string, ...groups: string[]) => ({
  username,
  password: 'p',
  groups,
});

const MANY = Array.from({ length: 25 }, (_, i) => person(`person-${i}`));

beforeAll(async () => {
  keycloak = await OidcTestServer.start({
    baseUrl: 'http://localhost:7007',
    people: [
      person('member', '/members'),
      person('admin', '/callboard-admins'),
      person('leaver', '/members'),
      ...MANY,
    ],
  });
  backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleKeycloak,
      createProbe(),
      schedulerServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            providers: {
              keycloak: {
                baseUrl: `${keycloak.url}/`,
                realm: 'callboard',
                clientId: 'callboard-sync',
                clientSecret: TEST_SECRETS.sync,
                schedule: SCHEDULE,
                pageSize: 10,
              },
            },
          },
          callboard: {
            access: {
              roles: {
                'global-admin': ['group:realm-role/callboard-global-admin'],
                member: ['group:realm-role/callboard-member'],
              },
            },
          },
        },
      }),
    ],
  });
  await until(async () => (await allUsers()).length === 28);
});

afterAll(async () => {
  await backend?.stop();
  await keycloak?.stop();
});

/** What any plugin sees of the catalog and of who has which role. */
function createProbe() {
  return createBackendPlugin({
    pluginId: 'probe',
    register(reg) {
      reg.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          principals: principalResolverServiceRef,
        },
        async init(deps) {
          catalog = deps.catalog;
          principals = deps.principals;
          allUsers = async () => {
            const { items } = await catalog.getEntities(
              { filter: { kind: 'User' } },
              { credentials: await deps.auth.getOwnServiceCredentials() },
            );
            return items.map(entity => entity.metadata.name);
          };
        },
      });
    },
  });
}

async function until(condition: () => Promise<boolean>, withinMs = MINUTE_MS) {
  const started = Date.now();
  while (!(await condition())) {
    if (Date.now() - started > withinMs) {
      throw new Error(`Not so within ${withinMs / 1000} s`);
    }
    await sleep(200);
  }
  return Date.now() - started;
}

const rolesOf = async (name: string) =>
  (await principals.forUser(`user:default/${name}`)).roles;

it('gives people what the realm roles of their groups give', async () => {
  await until(async () => (await rolesOf('admin')).includes('global-admin'));
  await until(async () => (await rolesOf('member')).includes('member'));
  expect(await rolesOf('admin')).toEqual(['global-admin']);
  expect(await rolesOf('member')).toEqual(['member']);
  expect(await rolesOf('person-0')).toEqual(['visitor']);
  expect(await rolesOf('nobody')).toEqual([]);
});

it('takes rights away within a minute', async () => {
  await until(async () => (await rolesOf('leaver')).includes('member'));
  await keycloak.changePerson('admin', { groups: ['/members'] });
  await keycloak.changePerson('member', { enabled: false });
  await keycloak.removePerson('leaver');

  await Promise.all([
    until(async () => (await rolesOf('admin')).join() === 'member'),
    until(async () => (await rolesOf('member')).length === 0),
    until(async () => (await rolesOf('leaver')).length === 0),
  ]);
  expect(await allUsers()).not.toContain('leaver');
});

it('keeps what it has while it can read only a part', async () => {
  const before = (await allUsers()).sort();
  const asked = await keycloak.countAdminRequests();
  await keycloak.failAdminApi(503);

  await until(async () => (await keycloak.countAdminRequests()) > asked + 6);
  expect((await allUsers()).sort()).toEqual(before);

  await keycloak.failAdminApi(undefined);
  await keycloak.removePerson('person-24');
  await until(async () => !(await allUsers()).includes('person-24'));
  expect((await allUsers()).sort()).toEqual(
    before.filter(name => name !== 'person-24'),
  );
});
