import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkRealm,
  readRealmFile,
  readRolesInConfig,
} from './check-realm.mjs';

const roles = readRolesInConfig();

function problemsAfter(change) {
  const realm = readRealmFile();
  change(realm);
  return checkRealm(realm, roles);
}

describe('the realm file', () => {
  it('is as it should be', () => {
    assert.deepEqual(
      problemsAfter(() => {}),
      [],
    );
  });

  const mistakes = {
    'a field that Keycloak does not have': [
      realm => Object.assign(realm, { bruteForceProtection: true }),
      /bruteForceProtection is not a field/,
    ],
    'a value of the wrong type': [
      realm => Object.assign(realm, { accessTokenLifespan: '300' }),
      /accessTokenLifespan is not a number/,
    ],
    'a secret': [
      realm => Object.assign(realm.clients[0], { secret: 'x' }),
      /secret of callboard-portal is not left to the environment/,
    ],
    'a person with a password': [
      realm => realm.users.push({ username: 'admin', credentials: [] }),
      /credentials/,
    ],
    'a wildcard to come back to': [
      realm => realm.clients[0].redirectUris.push('https://*'),
      /may lead elsewhere/,
    ],
    'a role that nobody holds': [
      realm => realm.groups.pop(),
      /no group holds the realm role of visitor/,
    ],
    'a role that app-config does not know': [
      realm => realm.roles.realm.push({ name: 'callboard-king' }),
      /callboard-king gives nothing/,
    ],
    'a sync client that may change users': [
      realm =>
        realm.users[0].clientRoles['realm-management'].push('manage-users'),
      /more or less than read/,
    ],
    'passwords that may be guessed': [
      realm => Object.assign(realm, { bruteForceProtected: false }),
      /guessed/,
    ],
  };
  for (const [mistake, [change, problem]] of Object.entries(mistakes)) {
    it(`is not taken with ${mistake}`, () => {
      assert.match(problemsAfter(change).join('\n'), problem);
    });
  }
});
