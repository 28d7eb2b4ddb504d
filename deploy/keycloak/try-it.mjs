/**
 * A real Keycloak and a portal on this machine, to sign in for real:
 *
 *   node deploy/keycloak/try-it.mjs <unpacked Keycloak> [--walk]
 *
 * Imports the realm file, makes four people, starts a portal in production mode,
 * and says where. With --walk a browser goes through it: people sign in and out,
 * lose a group, are disabled and deleted, and the time until their rights are gone
 * is taken. Everything is in memory and on loopback, and gone afterwards.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../packages/workspace/postgres.mjs';
import { startProductionPortal } from '../../packages/workspace/productionPortal.mjs';
import { Keycloak } from './Keycloak.mjs';
import { walk } from './walk.mjs';

const people = [
  { username: 'admin', firstName: 'Ada', groups: ['callboard-admins'] },
  { username: 'member', firstName: 'Mel', groups: ['members'] },
  { username: 'leaver', firstName: 'Lea', groups: ['members'] },
  { username: 'guest', firstName: 'Gil', groups: [] },
].map(person => ({
  ...person,
  lastName: 'Example',
  password: `${randomBytes(12).toString('base64url')}-1`,
}));

async function main([home, option]) {
  if (!home || !existsSync(path.join(home, 'bin', 'kc.sh'))) {
    console.error(
      'Usage: node deploy/keycloak/try-it.mjs <folder of an unpacked Keycloak> [--walk]',
    );
    return 2;
  }
  const dir = mkdtempSync(path.join(os.tmpdir(), 'callboard-keycloak-'));
  const port = await freePort();
  const secrets = {
    portal: randomBytes(24).toString('hex'),
    sync: randomBytes(24).toString('hex'),
  };
  const running = [];
  try {
    console.log('Starting Keycloak …');
    const keycloak = await Keycloak.start({
      home,
      dir,
      port: await freePort(),
      managementPort: await freePort(),
      realmEnv: {
        CALLBOARD_BASE_URL: `http://localhost:${port}`,
        CALLBOARD_OIDC_CLIENT_SECRET: secrets.portal,
        CALLBOARD_SYNC_CLIENT_SECRET: secrets.sync,
      },
    });
    running.push(keycloak);
    for (const person of people) {
      person.id = await keycloak.addPerson(person);
    }
    console.log(`Keycloak answers at ${keycloak.url}. Starting the portal …`);
    const portal = await startProductionPortal({
      port,
      keycloakUrl: keycloak.url,
      secrets,
    });
    running.push(portal);
    if (option === '--walk') {
      return await walk({ portal, keycloak, people });
    }
    console.log(`Callboard is at ${portal.url}. Sign in as:`);
    for (const { username, password, groups } of people) {
      console.log(
        `  ${username}  ${password}  (${groups.join() || 'no group'})`,
      );
    }
    console.log('Ctrl+C ends both.');
    await new Promise(resolve => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    return 0;
  } finally {
    for (const server of running.reverse()) {
      await server.stop();
    }
    rmSync(dir, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    console.error(error.userMessage ?? error);
    process.exit(1);
  },
);
