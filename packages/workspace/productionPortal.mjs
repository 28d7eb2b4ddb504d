/**
 * Starts a portal as it serves people, with sign-in from a Keycloak (or from what
 * stands in its place), on this machine: the production configuration, a database
 * in files, loopback only. It serves the app as it was built last.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { repoRoot } from './paths.mjs';
import { Server, sleep } from './processes.mjs';

const READY_TIMEOUT_MS = 3 * 60_000;
const KEY = 'only for tests, and long enough for that';

const fromRoot = createRequire(path.join(repoRoot, 'package.json'));
const transform = createRequire(
  fromRoot.resolve('@backstage/cli/package.json'),
).resolve('@backstage/cli-node/config/nodeTransform.cjs');

/** What this machine has in place of a database server and a proxy. */
function machineConfig(port, dir) {
  return {
    backend: {
      listen: `127.0.0.1:${port}`,
      database: {
        client: 'better-sqlite3',
        connection: { directory: path.join(dir, 'data') },
      },
      csp: { 'upgrade-insecure-requests': false },
      trustProxy: 'loopback',
    },
    // One backend hears its own events without a bus.
    events: { useEventBus: 'never' },
  };
}

export async function startProductionPortal({ port, keycloakUrl, secrets }) {
  if (!existsSync(path.join(repoRoot, 'packages/app/dist/index.html.tmpl'))) {
    throw new UserError(
      'The app is not built yet: run yarn workspace app build first.',
    );
  }
  const dir = mkdtempSync(path.join(os.tmpdir(), 'callboard-production-'));
  const machine = path.join(dir, 'machine.json');
  writeFileSync(machine, JSON.stringify(machineConfig(port, dir)));
  const configs = [
    path.join(repoRoot, 'app-config.production.yaml'),
    path.join(repoRoot, 'app-config.keycloak.yaml'),
    machine,
  ];
  const url = `http://localhost:${port}`;
  const server = Server.start({
    name: 'backend',
    cwd: path.join(repoRoot, 'packages', 'backend'),
    args: [
      '--enable-source-maps',
      '--require',
      transform,
      'src/index',
      ...configs.flatMap(file => ['--config', file]),
    ],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'production',
      CALLBOARD_BASE_URL: url,
      BACKEND_SECRET: Buffer.from(KEY).toString('base64'),
      AUTH_SESSION_SECRET: KEY,
      WEBHOOKS_SECRET_KEY: KEY,
      AUDIT_LOG_KEY: KEY,
      AUDIT_LOG_HEADS_DIRECTORY: path.join(dir, 'heads'),
      KEYCLOAK_URL: keycloakUrl,
      CALLBOARD_OIDC_CLIENT_SECRET: secrets.portal,
      CALLBOARD_SYNC_CLIENT_SECRET: secrets.sync,
    },
    logFile: path.join(dir, 'backend.log'),
  });
  const stop = async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await untilReady(server, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function untilReady(server, url) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  const health = `${url}/.backstage/health/v1/readiness`;
  for (;;) {
    const answer = await fetch(health).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    const errors = server
      .log()
      .split('\n')
      .filter(line => /"level":"error"|^\S*Error/.test(line))
      .join('\n');
    if (
      !server.running ||
      errors.includes('BackendStartupError') ||
      Date.now() > deadline
    ) {
      throw new UserError(`The portal did not become ready:\n${errors}`);
    }
    await sleep(250);
  }
}
