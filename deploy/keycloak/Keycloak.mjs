import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const REALM_FILE = fileURLToPath(
  new URL('./callboard-realm.json', import.meta.url),
);
const READY_TIMEOUT_MS = 5 * 60_000;
const ADMIN = { username: 'admin', password: 'only-for-trying' };

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/**
 * A Keycloak of one's own in development mode: in memory, on loopback, with the
 * realm file imported as Keycloak itself imports it.
 */
export class Keycloak {
  #child;
  #logFile;

  /** @param home an unpacked Keycloak distribution */
  static async start({ home, port, managementPort, dir, realmEnv }) {
    const imports = path.join(home, 'data', 'import');
    mkdirSync(imports, { recursive: true });
    copyFileSync(REALM_FILE, path.join(imports, 'callboard-realm.json'));
    const logFile = path.join(dir, 'keycloak.log');
    const log = openSync(logFile, 'w');
    const child = spawn(
      path.join(home, 'bin', 'kc.sh'),
      [
        'start-dev',
        '--import-realm',
        '--db=dev-mem',
        '--http-host=127.0.0.1',
        `--http-port=${port}`,
        `--http-management-port=${managementPort}`,
      ],
      {
        stdio: ['ignore', log, log],
        // The script starts Java, which has to end with it.
        detached: true,
        env: {
          ...process.env,
          ...realmEnv,
          KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
          KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
        },
      },
    );
    const keycloak = new Keycloak(child, logFile, `http://localhost:${port}`);
    process.once('exit', () => keycloak.#signal('SIGKILL'));
    await keycloak.#untilReady();
    return keycloak;
  }

  constructor(child, logFile, url) {
    this.#child = child;
    this.#logFile = logFile;
    this.url = url;
  }

  /** Makes somebody with a password, in groups of these names. */
  async addPerson({ username, password, groups, ...more }) {
    const created = await this.#admin('users', 'POST', {
      username,
      enabled: true,
      emailVerified: true,
      email: `${username}@example.com`,
      groups: groups.map(name => `/${name}`),
      credentials: [{ type: 'password', value: password, temporary: false }],
      ...more,
    });
    return created.headers.get('location').split('/').at(-1);
  }

  async changePerson(id, changes) {
    const user = await (await this.#admin(`users/${id}`)).json();
    await this.#admin(`users/${id}`, 'PUT', { ...user, ...changes });
  }

  async removePerson(id) {
    await this.#admin(`users/${id}`, 'DELETE');
  }

  /** Ends somebody's sessions, as an administrator does. */
  async endSessions(id) {
    await this.#admin(`users/${id}/logout`, 'POST');
  }

  async leaveGroup(id, groupName) {
    const answer = await this.#admin(`users/${id}/groups`);
    const group = (await answer.json()).find(({ name }) => name === groupName);
    await this.#admin(`users/${id}/groups/${group.id}`, 'DELETE');
  }

  async stop() {
    const ended = new Promise(resolve => this.#child.once('exit', resolve));
    this.#signal('SIGTERM');
    await ended;
  }

  #signal(signal) {
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }

  async #untilReady() {
    const discovery = `${this.url}/realms/callboard/.well-known/openid-configuration`;
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      const answer = await fetch(discovery).catch(() => undefined);
      if (answer?.ok) return;
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        const log = readFileSync(this.#logFile, 'utf8').slice(-4000);
        throw new Error(`Keycloak did not become ready:\n${log}`);
      }
      await sleep(500);
    }
  }

  async #admin(what, method = 'GET', body = undefined) {
    const url = `${this.url}/admin/realms/callboard/${what}`;
    const answer = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${await this.#getToken()}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(
        `${method} ${url}: ${answer.status}, ${await answer.text()}`,
      );
    }
    return answer;
  }

  async #getToken() {
    const answer = await fetch(
      `${this.url}/realms/master/protocol/openid-connect/token`,
      {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'password',
          client_id: 'admin-cli',
          ...ADMIN,
        }),
      },
    );
    return (await answer.json()).access_token;
  }
}
