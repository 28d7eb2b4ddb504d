import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the realm file leaves to the environment. */
export interface RealmSecrets {
  CALLBOARD_BASE_URL: string;
  CALLBOARD_OIDC_CLIENT_SECRET: string;
  CALLBOARD_SYNC_CLIENT_SECRET: string;
}

export const packageRoot = path.dirname(
  require.resolve('@callboard/oidc-test-server/package.json'),
);

const REALM_FILE = path.resolve(
  packageRoot,
  '../../deploy/keycloak/callboard-realm.json',
);

/** The realm as Keycloak imports it: with the environment's values put in. */
export function readRealm(values: RealmSecrets): unknown {
  const filled = readFileSync(REALM_FILE, 'utf8').replace(
    /\$\{(\w+)\}/g,
    (placeholder, name) =>
      values[name as keyof RealmSecrets] ?? fail(placeholder),
  );
  return JSON.parse(filled);
}

function fail(placeholder: string): never {
  throw new Error(`The realm file asks for ${placeholder}, which is not given`);
}
