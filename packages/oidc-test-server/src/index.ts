export { Browser } from './Browser';
export {
  OidcTestServer,
  TEST_SECRETS,
  type Tampering,
  type TestPerson,
} from './OidcTestServer';
export { readRealm, type RealmSecrets } from './realm';
