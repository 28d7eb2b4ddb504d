import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Browser,
  OidcTestServer,
  type Tampering,
  type TestPerson,
  TEST_SECRETS,
} from '@callboard/oidc-test-server';
import { authModuleKeycloak } from './module';

const jane: TestPerson = {
  username: 'jane',
  password: 'secret of jane',
  email: 'boss@example.com',
};
const newcomer: TestPerson = {
  username: 'newcomer',
  password: 'secret of newcomer',
};
const HOUR_S = 3600;

let publicUrl: string;
let portalUrl: string;
let keycloak: OidcTestServer;

beforeAll(async () => {
  publicUrl = `http://localhost:${await freePort()}`;
  keycloak = await OidcTestServer.start({ baseUrl: publicUrl, people: [] });
  const subjects = await keycloak.setPeople([jane, newcomer]);
  const { server } = await startPortal(keycloak.issuer, [
    userEntity('jane-doe', subjects.jane, 'jane@example.com'),
    // Somebody's unverified address must not make them somebody else.
    userEntity('boss', 'another-subject', 'boss@example.com'),
    userEntity('newcomer', 'yet-another-subject', 'newcomer@example.com'),
  ]);
  portalUrl = `http://localhost:${server.port()}`;
});

afterAll(() => keycloak.stop());
beforeEach(() => keycloak.tamper(undefined));

function startPortal(issuer: string, entities: Entity[]) {
  return startTestBackend({
    features: [
      authPlugin,
      authModuleKeycloak,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: publicUrl },
          backend: { baseUrl: publicUrl },
          auth: {
            environment: 'production',
            session: { secret: 'only for tests' },
            providers: {
              oidc: {
                production: {
                  metadataUrl: `${issuer}/.well-known/openid-configuration`,
                  clientId: 'callboard-portal',
                  clientSecret: TEST_SECRETS.portal,
                  callbackUrl: `${publicUrl}/api/auth/oidc/handler/frame`,
                  prompt: 'auto',
                },
              },
            },
          },
        },
      }),
    ],
  });
}

function userEntity(name: string, subject: string, email: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'keycloak.org/id': subject },
    },
    spec: { profile: { email }, memberOf: [] },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

const isCallback = (url: string) => url.startsWith(`${publicUrl}/api/auth/`);
const isAfterwards = (url: string) =>
  url.startsWith(publicUrl) && !isCallback(url);

/** The portal listens elsewhere than where it says, which only tests do. */
const inside = (url: string) => url.replace(publicUrl, portalUrl);

function startUrl(redirectUrl = `${publicUrl}/catalog`) {
  const query = new URLSearchParams({
    env: 'production',
    flow: 'redirect',
    redirectUrl,
    origin: publicUrl,
  });
  return `${portalUrl}/api/auth/oidc/start?${query}`;
}

/** Signs in at the provider; resolves with where it sends the person back. */
async function logIn(browser: Browser, person = jane): Promise<string> {
  const form = await browser.follow(startUrl(), isCallback);
  const answer = await browser.request(form.url, {
    method: 'POST',
    body: new URLSearchParams({
      username: person.username,
      password: person.password,
    }),
  });
  const resume = new URL(answer.headers.get('location')!, form.url);
  const { url } = await browser.follow(resume.toString(), isCallback);
  return url;
}

/** Comes back; resolves with the refusal that the sign-in page would show. */
async function comeBack(browser: Browser, callback: string) {
  const { url, response } = await browser.follow(
    inside(callback),
    isAfterwards,
  );
  if (response) {
    const text = decodeURIComponent(await response.text());
    return /"message":"(.+?)"[,}]/.exec(text)?.[1] ?? text;
  }
  return new URL(url).searchParams.get('error') ?? undefined;
}

async function refresh(browser: Browser) {
  const response = await browser.request(
    `${portalUrl}/api/auth/oidc/refresh?env=production`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  return { status: response.status, body: await response.json() };
}

async function signIn(person = jane) {
  const browser = Browser.create();
  const refusal = await comeBack(browser, await logIn(browser, person));
  return { browser, refusal };
}

it('signs the person in whom the catalog has with that subject', async () => {
  const { browser, refusal } = await signIn();

  expect(refusal).toBeUndefined();
  const { status, body } = await refresh(browser);
  expect(status).toBe(200);
  expect(body.backstageIdentity.identity.userEntityRef).toBe(
    'user:default/jane-doe',
  );
  // The address was never verified.
  expect(body.profile.email).toBeUndefined();
});

it('refuses who is not in the catalog, whatever their name is', async () => {
  const { browser, refusal } = await signIn(newcomer);

  expect(refusal).toMatch(/^The account newcomer is not known to this portal/);
  expect((await refresh(browser)).status).toBe(401);
});

describe('an answer that somebody touched', () => {
  const otherIssuer = { claims: { iss: 'https://elsewhere.example.com' } };
  it.each<[string, Tampering, RegExp]>([
    ['for another client', { claims: { aud: 'another' } }, /aud/],
    ['for another client too', { claims: { azp: 'another' } }, /azp/],
    ['of another issuer', otherIssuer, /unexpected iss value/],
    ['with another nonce', { claims: { nonce: 'x' } }, /nonce mismatch/],
    ['without a nonce', { claims: { nonce: null } }, /nonce mismatch/],
    ['signed by a stranger', { key: 'wrong' }, /failed to validate JWT sig/],
    ['signed by nobody', { key: 'none' }, /unexpected JWT alg/],
    ['signed with the client’s secret', { key: 'client-secret' }, /JWT alg/],
    ['that ended a moment ago', { shiftSeconds: -400 }, /expired/],
    ['of another person', { claims: { sub: 'x' } }, /sub mismatch/],
  ])('is refused: a token %s', async (_what, tampering, reason) => {
    const browser = Browser.create();
    const callback = await logIn(browser);
    await keycloak.tamper(tampering);

    expect(await comeBack(browser, callback)).toMatch(reason);
    await keycloak.tamper(undefined);
    expect((await refresh(browser)).status).toBe(401);
  });

  it.each<[string, Tampering, RegExp]>([
    ['for another client', { claims: { aud: 'another' } }, /aud/],
    ['of another issuer', otherIssuer, /unexpected iss value/],
    ['signed by a stranger', { key: 'wrong' }, /failed to validate JWT sig/],
    ['that is over', { shiftSeconds: -HOUR_S }, /expired/],
    ['from the future', { shiftSeconds: HOUR_S }, /in the future/],
    ['of another person', { claims: { sub: 'x' } }, /two different people/],
  ])('is refused at a refresh: a token %s', async (_what, how, reason) => {
    const { browser } = await signIn();
    await keycloak.tamper(how);

    const { status, body } = await refresh(browser);

    expect(status).toBe(401);
    expect(body.error.message).toMatch(reason);
  });

  it('is refused with another state', async () => {
    const browser = Browser.create();
    const callback = new URL(await logIn(browser));
    const state = Buffer.from(callback.searchParams.get('state')!, 'hex');
    const forged = state.toString().replace('%2Fcatalog', '%2Fcatalog%2Fx');
    expect(forged).not.toBe(state.toString());
    callback.searchParams.set('state', Buffer.from(forged).toString('hex'));

    expect(await comeBack(browser, callback.toString())).toMatch(
      /state mismatch/,
    );
    expect((await refresh(browser)).status).toBe(401);
  });

  it('is refused with another issuer’s name (RFC 9207)', async () => {
    const browser = Browser.create();
    const callback = new URL(await logIn(browser));
    callback.searchParams.set('iss', 'https://elsewhere.example.com');

    expect(await comeBack(browser, callback.toString())).toMatch(
      /iss mismatch/,
    );
  });

  it('is refused in another browser than the one it began in', async () => {
    const callback = await logIn(Browser.create());
    expect(await comeBack(Browser.create(), callback)).toMatch(
      /missing cookie nonce/,
    );

    // A victim who has begun to sign in is not signed in as the attacker.
    const victim = Browser.create();
    await victim.request(startUrl());
    expect(await comeBack(victim, callback)).toMatch(/Invalid nonce/);
  });

  it('is refused a second time', async () => {
    const browser = Browser.create();
    const callback = await logIn(browser);
    expect(await comeBack(browser, callback)).toBeUndefined();

    expect(await comeBack(browser, callback)).toMatch(/did not find expected/);
  });
});

describe('clocks', () => {
  it.each([-30, 30])('may differ by %d s', async shiftSeconds => {
    const browser = Browser.create();
    const callback = await logIn(browser);
    await keycloak.tamper({ shiftSeconds });

    expect(await comeBack(browser, callback)).toBeUndefined();
    expect((await refresh(browser)).status).toBe(200);
  });

  it.each([
    [-HOUR_S, /expired/],
    [HOUR_S, /in the future/],
  ])('may not differ by %d s', async (shiftSeconds, reason) => {
    const browser = Browser.create();
    const callback = await logIn(browser);
    await keycloak.tamper({ shiftSeconds });

    expect(await comeBack(browser, callback)).toMatch(reason);
  });
});

describe('a session that is over', () => {
  it('is not renewed for somebody who was disabled', async () => {
    const { browser } = await signIn();
    await keycloak.changePerson('jane', { enabled: false });
    try {
      const { status, body } = await refresh(browser);
      expect(status).toBe(401);
      expect(body.error.message).toMatch(/invalid_grant/);
    } finally {
      await keycloak.changePerson('jane', { enabled: true });
    }
  });

  it('is not renewed after its refresh token was revoked', async () => {
    const { browser } = await signIn();
    const secret = `callboard-portal:${TEST_SECRETS.portal}`;
    await fetch(`${keycloak.issuer}/protocol/openid-connect/revoke`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(secret)}` },
      body: new URLSearchParams({
        token: browser.cookie('oidc-refresh-token')!,
      }),
    });

    expect((await refresh(browser)).status).toBe(401);
  });

  it('ends here and there when a person signs out', async () => {
    const { browser } = await signIn();
    const stolen = browser.cookie('oidc-refresh-token')!;
    const other = (await signIn()).browser;

    const answer = await browser.request(
      `${portalUrl}/api/auth/oidc/logout?env=production`,
      {
        method: 'POST',
        headers: { 'x-requested-with': 'XMLHttpRequest', origin: publicUrl },
      },
    );

    const { logoutUrl } = await answer.json();
    expect(new URL(logoutUrl).searchParams.get('id_token_hint')).toBeTruthy();
    expect(logoutUrl).toMatch(
      `${keycloak.issuer}/protocol/openid-connect/logout`,
    );
    expect(browser.cookie('oidc-refresh-token')).toBeUndefined();
    expect((await refresh(browser)).status).toBe(401);
    other.setCookie('oidc-refresh-token', stolen);
    expect((await refresh(other)).status).toBe(401);
  });

  it('is not renewed for another page’s request', async () => {
    const { browser } = await signIn();
    const response = await browser.request(
      `${portalUrl}/api/auth/oidc/refresh?env=production`,
    );
    expect(response.status).toBe(401);
  });
});

it.each([
  'https://elsewhere.example.com/',
  '//elsewhere.example.com/',
  'data:text/html,<h1>here</h1>',
])('does not lead to %s after signing in', async redirectUrl => {
  const response = await Browser.create().request(startUrl(redirectUrl));
  expect(response.status).toBe(403);
});

it('asks for a code with PKCE, and for no more than it needs', async () => {
  const response = await Browser.create().request(startUrl());
  const { searchParams } = new URL(response.headers.get('location')!);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    scope: 'openid profile email',
    redirect_uri: `${publicUrl}/api/auth/oidc/handler/frame`,
    nonce: expect.any(String),
  });
});

it('asks a provider again that did not answer when the portal started', async () => {
  const port = await freePort();
  const late = await startPortal(
    `http://localhost:${port}/realms/callboard`,
    [],
  );
  const start = startUrl().replace(
    portalUrl,
    `http://localhost:${late.server.port()}`,
  );

  const early = await Browser.create().request(start);
  expect(early.status).toBe(503);
  expect((await early.json()).error.message).toMatch(/does not answer/);

  const provider = await OidcTestServer.start({
    baseUrl: publicUrl,
    people: [],
    port,
  });
  try {
    expect((await Browser.create().request(start)).status).toBe(302);
  } finally {
    await provider.stop();
    await late.stop();
  }
});
