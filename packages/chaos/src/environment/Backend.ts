import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { repoRoot } from '@callboard/workspace/paths.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { Server, sleep } from '@callboard/workspace/processes.mjs';
import { stringify } from 'yaml';
import { CRASH_VARIABLE, type CrashPlan } from '../backend/crashModule';
import { ADMIN, configuration, requestsConfiguration } from './configuration';
import { NODE_ARGS } from './nodeArgs';

const READY_TIMEOUT_MS = 90_000;
const NOT_STARTED = 'BackendStartupError';

/** What it is that is killed, and the routes by which it is seen to be ready. */
const KINDS = {
  bookings: {
    script: 'src/backend/main',
    configuration,
    routes: ['/reservations/sites', '/webhooks/endpoints'],
  },
  requests: {
    script: 'src/backend/requestsMain',
    configuration: requestsConfiguration,
    routes: ['/service-requests/requests', '/notifications/notifications'],
  },
};

export interface Answer<T = any> {
  status: number;
  text: string;
  body: T;
}

/**
 * A backend in a process of its own, that may be killed and started again: on
 * the same port and the same databases, so that tokens stay good.
 */
export class Backend {
  readonly url: string;
  readonly #name: string;
  readonly #directory: string;
  readonly #configFile: string;
  readonly #kind: (typeof KINDS)[keyof typeof KINDS];
  readonly #logLevel: string;
  readonly #logFiles: string[] = [];
  #server?: Server;
  readonly #tokens = new Map<string, string>();

  /** What it prints goes to `directory`, in a file for each start. */
  static async create(options: {
    name: string;
    database: object;
    directory: string;
    logLevel?: string;
    /** With bookings if not given. */
    kind?: keyof typeof KINDS;
  }): Promise<Backend> {
    return new Backend(options, await freePort());
  }

  private constructor(
    options: Parameters<typeof Backend.create>[0],
    port: number,
  ) {
    const { name, database, directory, logLevel = 'warn' } = options;
    this.#kind = KINDS[options.kind ?? 'bookings'];
    this.#name = name;
    this.#directory = directory;
    this.#logLevel = logLevel;
    this.url = `http://127.0.0.1:${port}`;
    this.#configFile = path.join(directory, `${name}.yaml`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(
      this.#configFile,
      stringify(this.#kind.configuration(port, database, directory)),
    );
  }

  get pid(): number {
    return this.#server!.pid;
  }

  get running(): boolean {
    return this.#server?.running ?? false;
  }

  /** Everything that every process of it has printed. */
  logFiles(): readonly string[] {
    return this.#logFiles;
  }

  /** Begins a process; {@link ready} tells when it can be used. */
  start(crash?: CrashPlan): void {
    const logFile = path.join(
      this.#directory,
      `${this.#name}-${this.#logFiles.length + 1}.log`,
    );
    this.#logFiles.push(logFile);
    this.#server = Server.start({
      name: this.#name,
      cwd: path.join(repoRoot, 'packages', 'chaos'),
      args: [...NODE_ARGS, this.#kind.script, '--config', this.#configFile],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        LOG_LEVEL: this.#logLevel,
        // Of the seconds that a start takes, most go into compiling.
        NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'callboard-chaos-cache'),
        [CRASH_VARIABLE]: crash ? JSON.stringify(crash) : '',
      },
      logFile,
    });
  }

  /** Whether it came up; false when it died before it did. */
  async ready(): Promise<boolean> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (this.running) {
      if (await this.#isReady()) {
        return true;
      }
      // In development, one that could not start stays, and answers 503.
      if (Date.now() > deadline || this.tail().includes(NOT_STARTED)) {
        throw new Error(`The backend did not get ready:\n${this.tail()}`);
      }
      await sleep(100);
    }
    return false;
  }

  /** SIGKILL, and its end awaited; throws where it had ended of something else. */
  async kill(): Promise<void> {
    this.#server?.kill();
    const cause = await this.#server?.exit;
    if (cause !== 'SIGKILL') {
      throw new Error(`The backend ended with ${cause}:\n${this.tail()}`);
    }
  }

  /** The exit code, or the signal that ended it. */
  async ended(): Promise<number | string> {
    return this.#server!.exit;
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(this.pid, name);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  tail(): string {
    return this.#server?.tail() ?? '';
  }

  /** As the administrator, or as `as`; rejects when there is no answer. */
  async call<T = any>(
    method: string,
    route: string,
    body?: object,
    headers: Record<string, string> = {},
    as = ADMIN,
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/api${route}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#tokenOf(as)}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : {},
    };
  }

  /** What the answer of a call that must succeed says. */
  async done<T = any>(...request: Parameters<Backend['call']>): Promise<T> {
    const { status, text, body } = await this.call<T>(...request);
    if (status >= 300) {
      throw new Error(`${request[0]} ${request[1]}: ${status} ${text}`);
    }
    return body;
  }

  async #isReady(): Promise<boolean> {
    try {
      const answers = await Promise.all(
        this.#kind.routes.map(route => this.call('GET', route)),
      );
      return answers.every(({ status }) => status === 200);
    } catch {
      return false;
    }
  }

  async #tokenOf(person: string): Promise<string> {
    const token = this.#tokens.get(person) ?? (await this.#signIn(person));
    this.#tokens.set(person, token);
    return token;
  }

  /** As the portal's page does; works once the person is in the catalog. */
  async #signIn(person: string): Promise<string> {
    const response = await fetch(
      `${this.url}/api/auth/persona/refresh?persona=${person}`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        signal: AbortSignal.timeout(10_000),
      },
    );
    const { backstageIdentity } = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return backstageIdentity.token;
  }
}
