import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import {
  authProvidersExtensionPoint,
  createOAuthAuthenticator,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type Access,
  accessLogServiceRef,
} from '@callboard/backstage-plugin-audit-log-node';
import { createPersonaProviderModule } from '@callboard/backstage-plugin-auth-backend-module-persona-provider';
import request from 'supertest';
import authModuleAuditLog from '.';

const RESEARCHER = 'user:default/researcher';
const APP = 'http://localhost:3000';

const researcher: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'researcher', namespace: 'default' },
  spec: { memberOf: [] },
};

/** An identity provider that knows everybody by the code they come back with. */
const oauthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'known-by-code',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers }) {
        const session = (who: string) => ({
          fullProfile: who,
          session: {
            accessToken: 'access-token',
            tokenType: 'bearer',
            scope: '',
            refreshToken: who,
          },
        });
        providers.registerProvider({
          providerId: 'company',
          factory: createOAuthProviderFactory({
            authenticator: createOAuthAuthenticator<undefined, string>({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              start: async ({ state }) => ({
                url: `https://id.example.com/?state=${state}`,
              }),
              authenticate: async ({ req }) => {
                if (req.query.error) {
                  throw new Error(`It said ${req.query.error}`);
                }
                return session(String(req.query.code));
              },
              refresh: async ({ refreshToken }) => session(refreshToken),
            }),
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { name: result.fullProfile },
              }),
          }),
        });
      },
    });
  },
});

async function start() {
  const recorded: Access[] = [];
  const backend = await startTestBackend({
    features: [
      authPlugin,
      authModuleAuditLog,
      oauthModule,
      createPersonaProviderModule({ getEnvironment: () => 'development' }),
      catalogServiceMock.factory({ entities: [researcher] }),
      createServiceFactory({
        service: accessLogServiceRef,
        deps: {},
        factory: () => ({
          record: access => recorded.push(access),
          recordOnce: () => {},
        }),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: APP },
          auth: {
            environment: 'development',
            providers: {
              company: { development: {} },
              persona: {
                people: [
                  {
                    userEntityRef: RESEARCHER,
                    title: 'Researcher',
                    role: 'member',
                    description: 'Books',
                  },
                ],
              },
            },
          },
        },
      }),
    ],
  });
  return { backend, recorded, api: request.agent(backend.server) };
}

type Api = Awaited<ReturnType<typeof start>>['api'];

const asPersona = (api: Api, persona: string, browser = 'Firefox') =>
  api
    .get('/api/auth/persona/refresh')
    .set('user-agent', browser)
    .query({ persona });

async function begin(api: Api, query: object = {}): Promise<string> {
  const { headers } = await api
    .get('/api/auth/company/start')
    .query({ env: 'development', origin: APP, ...query })
    .expect(302);
  return new URL(headers.location).searchParams.get('state')!;
}

const comeBack = (api: Api, query: object) =>
  api.get('/api/auth/company/handler/frame').query(query);

const refresh = (api: Api) =>
  api
    .get('/api/auth/company/refresh')
    .query({ env: 'development' })
    .set('x-requested-with', 'XMLHttpRequest');

const succeeded = (provider: string) =>
  expect.objectContaining({
    action: 'sign-in',
    outcome: 'succeeded',
    actor: RESEARCHER,
    data: { provider },
  });

describe('a sign-in', () => {
  let portal: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    portal = await start();
  });
  afterEach(async () => portal.backend.stop());

  it('without a handler is recorded once for a browser, however often it is continued', async () => {
    const { api, recorded } = portal;
    for (let n = 0; n < 3; n++) {
      await asPersona(api, RESEARCHER).expect(200);
    }
    expect(recorded).toEqual([succeeded('persona')]);
    expect(recorded[0].request).toMatchObject({
      method: 'GET',
      path: '/api/auth/persona/refresh',
      userAgent: 'Firefox',
    });
    await asPersona(api, RESEARCHER, 'Chromium').expect(200);
    expect(recorded).toHaveLength(2);
  });

  it('that fails is recorded, and counted where it goes on', async () => {
    const { api, recorded, backend } = portal;
    for (let n = 0; n < 4; n++) {
      await asPersona(api, 'user:default/root').expect(404);
    }
    expect(recorded).toEqual([
      expect.objectContaining({
        action: 'sign-in',
        outcome: 'failed',
        actor: 'anonymous',
        data: {
          provider: 'persona',
          reason: expect.stringContaining("'user:default/root' is not one"),
        },
      }),
    ]);
    await backend.stop();
    expect(recorded).toHaveLength(2);
    expect(recorded[1].data).toMatchObject({ repeated: 3 });
  });

  it('in a window is recorded each time, its refreshes are not', async () => {
    const { api, recorded } = portal;
    const page = await comeBack(api, {
      state: await begin(api),
      code: 'researcher',
    });
    expect(page.text).toContain('user%3Adefault%2Fresearcher');
    expect(recorded).toEqual([succeeded('company')]);

    const { body } = await refresh(api).expect(200);
    expect(body.backstageIdentity.identity.userEntityRef).toBe(RESEARCHER);
    expect(recorded).toHaveLength(1);

    await comeBack(api, { state: await begin(api), code: 'researcher' });
    expect(recorded).toEqual([succeeded('company'), succeeded('company')]);
  });

  it('by a redirect is recorded when the portal asks who it was', async () => {
    const { api, recorded } = portal;
    const signIn = async () => {
      const there = await begin(api, { flow: 'redirect', redirectUrl: APP });
      await comeBack(api, { state: there, code: 'researcher' }).expect(302);
      await refresh(api).expect(200);
      await refresh(api).expect(200);
    };
    await signIn();
    expect(recorded).toEqual([succeeded('company')]);
    await signIn();
    expect(recorded).toEqual([succeeded('company'), succeeded('company')]);
  });

  it.each([
    ['the identity provider refuses', { error: 'access_denied' }, 'It said'],
    ['nobody knows them', { code: 'stranger' }, 'not found'],
  ])('fails when %s', async (_name, query, reason) => {
    const { api, recorded } = portal;
    await comeBack(api, { state: await begin(api), ...query });
    const there = await begin(api, { flow: 'redirect', redirectUrl: APP });
    await comeBack(api, { state: there, ...query }).expect(302);
    await portal.backend.stop();
    expect(recorded).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        data: {
          provider: 'company',
          reason: expect.stringContaining(reason),
        },
      }),
      expect.objectContaining({
        data: expect.objectContaining({ repeated: 1 }),
      }),
    ]);
  });

  it('fails with a nonce of somebody else', async () => {
    const { api, recorded, backend } = portal;
    const foreign = await begin(request.agent(backend.server));
    await begin(api);
    await comeBack(api, { state: foreign, code: 'researcher' });
    expect(recorded).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        data: { provider: 'company', reason: 'Invalid nonce' },
      }),
    ]);
  });

  it('is not what a page asks before anybody has signed in', async () => {
    const { api, recorded } = portal;
    await refresh(api).expect(401);
    await api.get('/api/auth/persona/personas').expect(200);
    await api.get('/api/auth/.well-known/jwks.json').expect(200);
    expect(recorded).toEqual([]);
  });
});
