import { ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { packageRoot, readRealm, RealmSecrets } from './realm';

export interface TestPerson {
  username: string;
  password: string;
  email?: string;
  emailVerified?: boolean;
  firstName?: string;
  lastName?: string;
  enabled?: boolean;
  /** Paths of groups in the realm file, such as `/members`. */
  groups?: string[];
}

/** How ID tokens are to be forged from now on. */
export interface Tampering {
  /** Instead of the right ones; null leaves one out. */
  claims?: Record<string, unknown>;
  /** Moves the time of issue and the end: the provider's clock is off. */
  shiftSeconds?: number;
  /** Signed by another key, by the client's secret, or not at all. */
  key?: 'wrong' | 'client-secret' | 'none';
}

export const TEST_SECRETS = {
  portal: 'portal-secret-for-tests',
  sync: 'sync-secret-for-tests',
};

/**
 * A real OpenID Connect server (`oidc-provider`) in the shape of the realm in
 * `deploy/keycloak`, in a process of its own on loopback. What it has of
 * Keycloak's Admin API is a mock.
 */
export class OidcTestServer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void }
  >();
  #lastId = 0;
  /** Where Keycloak would be, such as `http://localhost:40123`. */
  readonly url: string;

  /** `baseUrl` is the portal's, where people are sent back to. */
  static async start(options: {
    baseUrl: string;
    people: TestPerson[];
    port?: number;
  }): Promise<OidcTestServer> {
    const secrets: RealmSecrets = {
      CALLBOARD_BASE_URL: options.baseUrl,
      CALLBOARD_OIDC_CLIENT_SECRET: TEST_SECRETS.portal,
      CALLBOARD_SYNC_CLIENT_SECRET: TEST_SECRETS.sync,
    };
    const child = fork(path.join(packageRoot, 'src/server/main.mjs'), {
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaints = '';
    child.stderr!.setEncoding('utf8').on('data', text => {
      complaints += text;
    });
    child.send({ realm: readRealm(secrets), port: options.port });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: { ready: string }) =>
        resolve(message.ready),
      );
      child.once('exit', code =>
        reject(new Error(`It ended with ${code}: ${complaints}`)),
      );
    });
    const server = new OidcTestServer(child, url);
    await server.setPeople(options.people);
    return server;
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    child.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.result);
    });
  }

  get issuer(): string {
    return `${this.url}/realms/callboard`;
  }

  /** Everybody there is; resolves with their subjects by user name. */
  async setPeople(people: TestPerson[]): Promise<Record<string, string>> {
    return this.#order('setPeople', people);
  }

  async changePerson(
    username: string,
    changes: Partial<TestPerson>,
  ): Promise<void> {
    await this.#order('changePerson', username, changes);
  }

  async removePerson(username: string): Promise<void> {
    await this.#order('removePerson', username);
  }

  /** Forges every ID token so, or none any more. */
  async tamper(how: Tampering | undefined): Promise<void> {
    await this.#order('tamper', how);
  }

  /** Every page but the first is answered with this status, or none any more. */
  async failAdminApi(status: number | undefined): Promise<void> {
    await this.#order('failAdminApi', status);
  }

  async countAdminRequests(): Promise<number> {
    return this.#order('countAdminRequests');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise(resolve => this.#child.once('exit', resolve));
      this.#child.disconnect();
      await ended;
    }
  }

  #order<T>(order: string, ...args: unknown[]): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, {
        resolve: value => resolve(value as T),
        reject,
      });
      this.#child.send({ id, order, args });
    });
  }
}

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}
