import type { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createPersonaProviderModule } from '@callboard/backstage-plugin-auth-backend-module-persona-provider';
import express from 'express';
import { createSignInLimiter } from './createSignInLimiter';
import { signInLimit } from './signInLimit';

const LIMIT = 20;
const callboard = {
  signIn: { rateLimit: { limit: LIMIT, window: { minutes: 1 } } },
};
const SIGN_IN = '/persona/refresh?persona=researcher';

type Get = (path: string, forwardedFor?: string) => Promise<Response>;

function getter(port: number): Get {
  return (path, forwardedFor) =>
    fetch(`http://127.0.0.1:${port}/api/auth${path}`, {
      headers: forwardedFor ? { 'x-forwarded-for': forwardedFor } : {},
    });
}

async function flood(get: Get, from: (i: number) => string | undefined) {
  const answers = await Promise.all(
    Array.from({ length: 5 * LIMIT }, (_, i) => get(SIGN_IN, from(i))),
  );
  const count = (status: number) =>
    answers.filter(answer => answer.status === status).length;
  return { let: count(200), refused: count(429) };
}

describe('the sign-in routes', () => {
  let get: Get;

  beforeEach(async () => {
    const person = {
      userEntityRef: 'user:default/researcher',
      title: 'Researcher',
      role: 'member',
      description: 'Books',
    };
    const { server } = await startTestBackend({
      features: [
        authPlugin,
        createPersonaProviderModule({ getEnvironment: () => 'development' }),
        signInLimit,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'researcher', namespace: 'default' },
              spec: { memberOf: [] },
            },
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            auth: { providers: { persona: { people: [person] } } },
            callboard,
          },
        }),
      ],
    });
    get = getter(server.port());
  });

  it('refuse a flood, and say when to come back', async () => {
    expect(await flood(get, () => undefined)).toEqual({
      let: LIMIT,
      refused: 4 * LIMIT,
    });

    const refused = await get(SIGN_IN);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await refused.json()).error.message).toBe(
      `Too many attempts to sign in from your network. Try again in ${seconds} seconds.`,
    );
  });

  it('count together, of whatever provider', async () => {
    await flood(get, () => undefined);
    for (const path of [
      '/oidc/start?env=production',
      '/oidc/handler/frame?code=x',
      '/v1/token',
      '/persona/personas',
      '//persona/personas',
    ]) {
      expect((await get(path)).status).toBe(429);
    }
  });

  it('never refuse what the portal’s own plugins ask', async () => {
    await flood(get, () => undefined);
    expect((await get('/.well-known/jwks.json')).status).toBe(200);
    expect((await get('/v1/userinfo')).status).toBe(401);
  });
});

describe('addresses', () => {
  const servers: ReturnType<express.Express['listen']>[] = [];
  afterEach(() => servers.splice(0).forEach(server => server.close()));

  async function behind(trustProxy: unknown): Promise<Get> {
    const app = express();
    app.set('trust proxy', trustProxy);
    const limiter = createSignInLimiter(new ConfigReader({ callboard }));
    app.use('/api/auth', limiter, (_request, response) => response.json({}));
    const server = app.listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise(done => server.once('listening', done));
    return getter((server.address() as AddressInfo).port);
  }

  it('are counted one by one: who does not flood is let in', async () => {
    const get = await behind('loopback');
    await flood(get, () => '203.0.113.7');
    expect((await get(SIGN_IN, '203.0.113.7')).status).toBe(429);
    expect((await get(SIGN_IN, '203.0.113.8')).status).toBe(200);
  });

  it('are not believed where nobody vouches for them', async () => {
    const get = await behind(false);
    expect((await flood(get, i => `198.51.100.${i}`)).let).toBe(LIMIT);
    const one = await behind('loopback');
    const forged = await flood(one, i => `198.51.100.${i}, 203.0.113.7`);
    expect(forged.let).toBe(LIMIT);
  });

  it('of one IPv6 customer are one', async () => {
    const get = await behind('loopback');
    const { let: passed } = await flood(
      get,
      i => `2001:db8:0:${i.toString(16)}::1`,
    );
    expect(passed).toBe(LIMIT);
  });
});
