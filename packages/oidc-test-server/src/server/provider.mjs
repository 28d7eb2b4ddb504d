import { generateKeyPairSync } from 'node:crypto';
import { base64url, exportJWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import { createLogin } from './login.mjs';

const KEYCLOAK_PATHS = {
  authorization: '/protocol/openid-connect/auth',
  token: '/protocol/openid-connect/token',
  userinfo: '/protocol/openid-connect/userinfo',
  jwks: '/protocol/openid-connect/certs',
  revocation: '/protocol/openid-connect/revoke',
  end_session: '/protocol/openid-connect/logout',
};

const rsaKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** `oidc-provider` with the realm's clients, claims, paths and lifetimes. */
export async function createProvider({ issuer, realm, directory }) {
  const { privateKey } = rsaKey();
  const jwk = {
    ...(await exportJWK(privateKey)),
    kid: 'realm-key',
    alg: 'RS256',
  };
  const provider = new Provider(issuer, {
    clients: realm.clients.map(toClient),
    jwks: { keys: [{ ...jwk, use: 'sig' }] },
    cookies: { keys: ['only for tests'] },
    routes: KEYCLOAK_PATHS,
    scopes: ['openid', 'profile', 'email'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'given_name', 'family_name'],
      email: ['email', 'email_verified'],
    },
    // Keycloak puts them into the ID token too.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    issueRefreshToken: async () => true,
    rotateRefreshToken: realm.revokeRefreshToken,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        // Keycloak asks nobody who brings the right parameters either.
        logoutSource: (ctx, form) => {
          ctx.body = `<!doctype html><title>Signing out</title>${form}<script>
            const form = document.forms[0];
            form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'logout', value: 'yes' }));
            form.submit();</script>`;
        },
      },
    },
    ttl: {
      AccessToken: realm.accessTokenLifespan,
      IdToken: realm.accessTokenLifespan,
      ClientCredentials: realm.accessTokenLifespan,
      Interaction: realm.accessCodeLifespanLogin,
      AuthorizationCode: realm.accessCodeLifespan,
      RefreshToken: realm.ssoSessionIdleTimeout,
      Session: realm.ssoSessionMaxLifespan,
      Grant: realm.ssoSessionMaxLifespan,
    },
    interactions: { url: (_ctx, { uid }) => `/realms/callboard/login/${uid}` },
    loadExistingGrant: grantEverything,
    findAccount: (_ctx, id) => toAccount(directory.find(id)),
  });

  const tampering = { with: undefined };
  provider.use(async (ctx, next) => {
    await next();
    const idToken = ctx.oidc?.route === 'token' && ctx.body?.id_token;
    if (idToken && tampering.with) {
      ctx.body = {
        ...ctx.body,
        id_token: await forge(idToken, tampering.with, privateKey),
      };
    }
  });

  const login = createLogin({ provider, directory });
  const handleProvider = provider.callback();
  return {
    provider,
    handle: (request, response) =>
      request.url.startsWith('/login/')
        ? login(request, response)
        : handleProvider(request, response),
    setTampering: how => {
      tampering.with = how;
    },
  };
}

function toClient(client) {
  const postLogout = client.attributes?.['post.logout.redirect.uris'];
  return {
    client_id: client.clientId,
    client_secret: client.secret,
    grant_types: client.serviceAccountsEnabled
      ? ['client_credentials']
      : ['authorization_code', 'refresh_token'],
    response_types: client.standardFlowEnabled ? ['code'] : [],
    redirect_uris: client.redirectUris,
    ...(postLogout ? { post_logout_redirect_uris: [postLogout] } : {}),
    id_token_signed_response_alg: 'RS256',
  };
}

function toAccount(person) {
  return (
    person && {
      accountId: person.id,
      claims: () => ({
        sub: person.id,
        preferred_username: person.username,
        name: [person.firstName, person.lastName].filter(Boolean).join(' '),
        given_name: person.firstName,
        family_name: person.lastName,
        email: person.email,
        email_verified: person.emailVerified ?? false,
      }),
    }
  );
}

/** The realm asks nobody for consent. */
async function grantEverything(ctx) {
  const { client, session, provider } = ctx.oidc;
  const existing = session.grantIdFor(client.clientId);
  if (existing) {
    return provider.Grant.find(existing);
  }
  const grant = new provider.Grant({
    clientId: client.clientId,
    accountId: session.accountId,
  });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}

/**
 * An ID token with other claims or another time, signed as wanted: by the
 * realm's key, by a stranger's of the same name, or by nobody.
 */
async function forge(idToken, { claims, shiftSeconds = 0, key }, realmKey) {
  const original = JSON.parse(
    Buffer.from(idToken.split('.')[1], 'base64url').toString(),
  );
  const payload = {
    ...original,
    iat: original.iat + shiftSeconds,
    exp: original.exp + shiftSeconds,
    ...claims,
  };
  for (const [name, value] of Object.entries(payload)) {
    if (value === null) delete payload[name];
  }
  if (key === 'none') {
    const encode = part => base64url.encode(JSON.stringify(part));
    return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(payload)}.`;
  }
  if (key === 'client-secret') {
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('portal-secret-for-tests'));
  }
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: 'realm-key' })
    .sign(key === 'wrong' ? rsaKey().privateKey : realmKey);
}
