import { Entity } from '@backstage/catalog-model';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { createPersonaProviderModule } from './module';

const researcher: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'researcher', namespace: 'default' },
  spec: {
    profile: {
      displayName: 'Researcher',
      email: 'researcher@example.com',
    },
    memberOf: ['research-group'],
  },
  relations: [
    { type: 'memberOf', targetRef: 'group:default/research-group' },
    { type: 'ownerOf', targetRef: 'component:default/model' },
  ],
};

const people = [
  {
    userEntityRef: 'user:default/researcher',
    title: 'Researcher',
    role: 'member',
    description: 'Books GPU time',
    tryThis: 'Book a cluster',
    group: 'People who book',
  },
  {
    userEntityRef: 'missing',
    title: 'Missing',
    role: 'member',
    description: 'Configured, but not in the catalog',
  },
];

function start(options: { environment?: string; persona?: object }) {
  return startTestBackend({
    features: [
      authPlugin,
      createPersonaProviderModule({
        getEnvironment: () => options.environment,
      }),
      catalogServiceMock.factory({ entities: [researcher] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          auth: {
            providers: options.persona ? { persona: options.persona } : {},
          },
        },
      }),
    ],
  });
}

async function startDevelopment() {
  const { server } = await start({
    environment: 'development',
    persona: { people },
  });
  return request(server);
}

describe('sign-in as a demo person', () => {
  it('lists the people', async () => {
    const api = await startDevelopment();

    const response = await api.get('/api/auth/persona/personas').expect(200);

    expect(response.body.items).toEqual([
      people[0],
      { ...people[1], userEntityRef: 'user:default/missing' },
    ]);
  });

  it.each(['user:default/researcher', 'researcher', 'User:Default/Researcher'])(
    'signs in as %s with the usual response',
    async persona => {
      const api = await startDevelopment();

      const { body } = await api
        .get('/api/auth/persona/refresh')
        .query({ persona })
        .expect(200);

      expect(body.profile).toEqual({
        displayName: 'Researcher',
        email: 'researcher@example.com',
      });
      expect(body.backstageIdentity.identity).toEqual({
        type: 'user',
        userEntityRef: 'user:default/researcher',
        ownershipEntityRefs: [
          'user:default/researcher',
          'group:default/research-group',
        ],
      });
      const [, payload] = body.backstageIdentity.token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      expect(claims.sub).toBe('user:default/researcher');
      expect(claims.exp).toBeGreaterThan(Date.now() / 1000);
    },
  );

  it.each([
    ['nobody', {}, 400, "'persona' must name one demo person"],
    ['an empty name', { persona: '' }, 400, "'persona' must name one"],
    ['two people', { persona: ['researcher', 'admin'] }, 400, 'must name one'],
    ['an object', { 'persona[a]': 'b' }, 400, 'must name one'],
    ['nonsense', { persona: ':/' }, 400, 'not an entity reference'],
    ['a stranger', { persona: 'user:default/root' }, 404, 'user:default/root'],
    ['a group', { persona: 'group:default/researcher' }, 404, 'group:default'],
    ['someone unknown to the catalog', { persona: 'missing' }, 404, 'catalog'],
  ])('refuses %s', async (_name, query, status, message) => {
    const api = await startDevelopment();

    const { body } = await api
      .get('/api/auth/persona/refresh')
      .query(query)
      .expect(status);

    expect(body.error.message).toContain(message);
    expect(body.backstageIdentity).toBeUndefined();
  });
});

describe('outside development', () => {
  it.each([undefined, 'production', 'test', 'Development', ''])(
    'the backend does not start when NODE_ENV is %p',
    async environment => {
      await expect(start({ environment, persona: { people } })).rejects.toThrow(
        /refused outside development/,
      );
    },
  );

  it('refuses by NODE_ENV when nothing is injected', async () => {
    // Jest itself sets NODE_ENV to test.
    await expect(
      startTestBackend({
        features: [
          authPlugin,
          createPersonaProviderModule(),
          catalogServiceMock.factory({ entities: [researcher] }),
          mockServices.rootConfig.factory({
            data: {
              app: { baseUrl: 'http://localhost:3000' },
              auth: { providers: { persona: { people } } },
            },
          }),
        ],
      }),
    ).rejects.toThrow(/NODE_ENV is 'test'/);
  });

  it('starts without the provider when nobody is configured', async () => {
    const { server } = await start({ environment: 'production' });

    const list = await request(server).get('/api/auth/persona/personas');
    const signIn = await request(server)
      .get('/api/auth/persona/refresh')
      .query({ persona: 'user:default/researcher' });

    expect([list.status, signIn.status]).toEqual([404, 404]);
  });
});

it('refuses a person listed twice', async () => {
  await expect(
    start({
      environment: 'development',
      persona: {
        people: [people[0], { ...people[0], userEntityRef: 'researcher' }],
      },
    }),
  ).rejects.toThrow(/lists user:default\/researcher twice/);
});
