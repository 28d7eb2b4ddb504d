/**
 * Checks callboard-realm.json without a Keycloak: every field is one that
 * Keycloak's documentation has, nothing in it is secret, and it fits
 * app-config.keycloak.yaml. `npm test` runs it, and anybody may:
 *
 *   node deploy/keycloak/check-realm.mjs [another-realm.json]
 *
 * The field names are those that the realm uses of the representations in the
 * Admin REST API's documentation, version 26
 * (https://www.keycloak.org/docs-api/latest/rest-api/index.html#_definitions).
 * A name that is not here is either misspelt or has to be looked up there.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const REALM_FILE = path.join(here, 'callboard-realm.json');
const CONFIG_FILE = path.join(here, '..', '..', 'app-config.keycloak.yaml');
const PLACEHOLDER = /^\$\{CALLBOARD_[A-Z_]+\}$/;

const text = { is: value => typeof value === 'string', name: 'a text' };
const truth = {
  is: value => typeof value === 'boolean',
  name: 'true or false',
};
const count = { is: value => Number.isInteger(value), name: 'a number' };
const list = of => ({ of });
const map = values => ({ values });

const RoleRepresentation = { name: text, description: text };

const GroupRepresentation = {
  name: text,
  realmRoles: list(text),
  attributes: map(list(text)),
};

const ClientRepresentation = {
  clientId: text,
  name: text,
  description: text,
  enabled: truth,
  protocol: text,
  publicClient: truth,
  clientAuthenticatorType: text,
  secret: text,
  standardFlowEnabled: truth,
  implicitFlowEnabled: truth,
  directAccessGrantsEnabled: truth,
  serviceAccountsEnabled: truth,
  consentRequired: truth,
  fullScopeAllowed: truth,
  rootUrl: text,
  baseUrl: text,
  redirectUris: list(text),
  webOrigins: list(text),
  frontchannelLogout: truth,
  attributes: map(text),
  defaultClientScopes: list(text),
  optionalClientScopes: list(text),
};

const UserRepresentation = {
  username: text,
  enabled: truth,
  serviceAccountClientId: text,
  clientRoles: map(list(text)),
};

const ScopeMappingRepresentation = { client: text, roles: list(text) };

const RealmRepresentation = {
  realm: text,
  displayName: text,
  enabled: truth,
  sslRequired: text,
  registrationAllowed: truth,
  registrationEmailAsUsername: truth,
  editUsernameAllowed: truth,
  loginWithEmailAllowed: truth,
  duplicateEmailsAllowed: truth,
  verifyEmail: truth,
  resetPasswordAllowed: truth,
  rememberMe: truth,
  internationalizationEnabled: truth,
  supportedLocales: list(text),
  defaultLocale: text,
  passwordPolicy: text,
  bruteForceProtected: truth,
  permanentLockout: truth,
  failureFactor: count,
  waitIncrementSeconds: count,
  maxFailureWaitSeconds: count,
  minimumQuickLoginWaitSeconds: count,
  quickLoginCheckMilliSeconds: count,
  maxDeltaTimeSeconds: count,
  defaultSignatureAlgorithm: text,
  accessTokenLifespan: count,
  accessCodeLifespan: count,
  accessCodeLifespanLogin: count,
  accessCodeLifespanUserAction: count,
  ssoSessionIdleTimeout: count,
  ssoSessionMaxLifespan: count,
  revokeRefreshToken: truth,
  refreshTokenMaxReuse: count,
  eventsEnabled: truth,
  eventsExpiration: count,
  eventsListeners: list(text),
  enabledEventTypes: list(text),
  adminEventsEnabled: truth,
  adminEventsDetailsEnabled: truth,
  // RolesRepresentation
  roles: { realm: list(RoleRepresentation) },
  groups: list(GroupRepresentation),
  clients: list(ClientRepresentation),
  clientScopeMappings: map(list(ScopeMappingRepresentation)),
  users: list(UserRepresentation),
};

/** @returns what is wrong, as sentences; nothing where all is well */
export function checkRealm(realm, rolesInConfig) {
  return [
    ...checkShape(realm, RealmRepresentation, 'realm'),
    ...checkSecrets(realm),
    ...checkRoles(realm, rolesInConfig),
    ...checkPortalClient(realm),
    ...checkSyncClient(realm),
    ...checkSafety(realm),
  ];
}

function checkShape(value, shape, where) {
  if (shape.is) {
    return shape.is(value) ? [] : [`${where} is not ${shape.name}`];
  }
  if (shape.of) {
    return Array.isArray(value)
      ? value.flatMap((item, i) => checkShape(item, shape.of, `${where}[${i}]`))
      : [`${where} is not a list`];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${where} is not an object`];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const of = shape.values ?? (Object.hasOwn(shape, key) && shape[key]);
    return of
      ? checkShape(inner, of, `${where}.${key}`)
      : [`${where}.${key} is not a field that Keycloak documents`];
  });
}

function checkSecrets(realm) {
  const problems = realm.clients
    .filter(client => !PLACEHOLDER.test(client.secret ?? ''))
    .map(
      ({ clientId }) =>
        `the secret of ${clientId} is not left to the environment`,
    );
  if (/"(credentials|privateKey|certificate)"/.test(JSON.stringify(realm))) {
    problems.push('the realm has credentials or keys in it');
  }
  return problems;
}

function checkRoles(realm, rolesInConfig) {
  const known = realm.roles.realm.map(role => role.name);
  const held = realm.groups.flatMap(group => group.realmRoles ?? []);
  const wanted = Object.entries(rolesInConfig).flatMap(([role, refs]) =>
    refs.map(ref => ({
      role,
      name: /^group:realm-role\/(.+)$/.exec(ref)?.[1],
    })),
  );
  return [
    ...wanted
      .filter(({ name }) => !known.includes(name))
      .map(({ role }) => `app-config gives ${role} to no realm role there is`),
    ...wanted
      .filter(({ name }) => !held.includes(name))
      .map(({ role }) => `no group holds the realm role of ${role}`),
    ...known
      .filter(name => !wanted.some(role => role.name === name))
      .map(name => `the realm role ${name} gives nothing in app-config`),
    ...held
      .filter(name => !known.includes(name))
      .map(name => `a group holds ${name}, which is no realm role`),
    // A team lead leads the teams they are in: a group of rights is not a team.
    ...realm.groups
      .filter(group => group.attributes?.['callboard.type']?.[0] !== 'access')
      .map(group => `the group ${group.name} would count as a team`),
  ];
}

function checkPortalClient(realm) {
  const portal = findClient(realm, 'callboard-portal');
  const callback = '${CALLBOARD_BASE_URL}/api/auth/oidc/handler/frame';
  return expectAll('callboard-portal', [
    [String(portal.redirectUris) === callback, 'may lead elsewhere'],
    [portal.webOrigins?.length === 0, 'may be used by scripts of other pages'],
    [portal.publicClient === false, 'is public'],
    [
      portal.attributes?.['pkce.code.challenge.method'] === 'S256',
      'does not insist on PKCE',
    ],
    [portal.standardFlowEnabled === true, 'has no code flow'],
    [
      !portal.implicitFlowEnabled &&
        !portal.directAccessGrantsEnabled &&
        !portal.serviceAccountsEnabled,
      'has flows that it does not need',
    ],
    [portal.fullScopeAllowed === false, 'has everybody’s roles in its tokens'],
  ]);
}

function checkSyncClient(realm) {
  const roles = ['view-users', 'query-groups'];
  const rights = JSON.stringify({ 'realm-management': roles });
  const inTokens = JSON.stringify({
    'realm-management': [{ client: 'callboard-sync', roles }],
  });
  const sync = findClient(realm, 'callboard-sync');
  const account = realm.users.find(
    user => user.serviceAccountClientId === 'callboard-sync',
  );
  return expectAll('callboard-sync', [
    [sync.serviceAccountsEnabled === true, 'has no service account'],
    [
      !sync.standardFlowEnabled && !sync.directAccessGrantsEnabled,
      'lets people sign in',
    ],
    [
      JSON.stringify(account?.clientRoles) === rights,
      'may do more or less than read users and groups',
    ],
    [
      JSON.stringify(realm.clientScopeMappings) === inTokens,
      'has other roles in its tokens than it was given',
    ],
    [realm.users.length === 1, 'is not the only user in the file'],
  ]);
}

function checkSafety(realm) {
  return expectAll('the realm', [
    [realm.bruteForceProtected === true, 'lets passwords be guessed'],
    [realm.registrationAllowed === false, 'lets anybody register'],
    [realm.editUsernameAllowed === false, 'lets people rename themselves'],
    [realm.duplicateEmailsAllowed === false, 'has addresses twice'],
    [['external', 'all'].includes(realm.sslRequired), 'goes without TLS'],
    [realm.accessTokenLifespan <= 600, 'has access tokens that live long'],
    [
      realm.eventsEnabled === true && realm.adminEventsEnabled === true,
      'does not record what happens',
    ],
    // Two tabs renew with the same token: the second would end the session.
    [realm.revokeRefreshToken === false, 'ends sessions that have two tabs'],
  ]);
}

function findClient(realm, clientId) {
  return realm.clients.find(client => client.clientId === clientId) ?? {};
}

function expectAll(who, expectations) {
  return expectations
    .filter(([holds]) => !holds)
    .map(([, complaint]) => `${who} ${complaint}`);
}

export function readRolesInConfig() {
  const { parse } = createRequire(
    path.join(here, '../../packages/backend/package.json'),
  )('yaml');
  return parse(readFileSync(CONFIG_FILE, 'utf8')).callboard.access.roles;
}

export function readRealmFile(file = REALM_FILE) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const realm = readRealmFile(process.argv[2]);
  const problems = checkRealm(realm, readRolesInConfig());
  problems.forEach(problem => console.error(`✗ ${problem}`));
  if (problems.length === 0) {
    console.log('✓ the realm fits Keycloak’s documentation and app-config');
  }
  process.exitCode = problems.length > 0 ? 1 : 0;
}
