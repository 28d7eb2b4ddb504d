import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repoRoot, testOutputDir } from '@callboard/workspace/paths.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { Server, sleep } from '@callboard/workspace/processes.mjs';
import { stringify } from 'yaml';
import { BENCH_PATH, WITH_AUDIT_LOG, WITH_WEBHOOKS } from '../protocol';
import type { BenchDatabase } from './databases';

/** Backstage's `events.useEventBus`: whether events go to the events backend. */
export type EventBusMode = 'auto' | 'never';

/** Who books. */
const PEOPLE = ['researcher', 'developer', 'team-lead', 'lab-coordinator'];
const ADMIN = 'admin';

const READY_TIMEOUT_MS = 120_000;
const CALL_TIMEOUT_MS = 280_000;

/** The server under test, in a process of its own. */
export class BenchServer {
  readonly #server: Server;
  readonly #configDir: string;
  readonly url: string;
  #tokens: string[] = [];

  static async start(
    database: BenchDatabase,
    eventBus: EventBusMode,
    options: { webhooks?: boolean; auditLog?: boolean } = {},
  ): Promise<BenchServer> {
    const port = await freePort();
    const configDir = await mkdtemp(path.join(os.tmpdir(), 'callboard-bench-'));
    const configFile = path.join(configDir, 'app-config.yaml');
    await writeFile(
      configFile,
      stringify(configuration(port, database, eventBus, options)),
    );
    const server = Server.start({
      name: 'server',
      cwd: path.join(repoRoot, 'packages', 'benchmarks'),
      // The same loader of TypeScript as this process has.
      args: [...process.execArgv, 'src/server/main', '--config', configFile],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        LOG_LEVEL: 'warn',
        ...(options.webhooks && { [WITH_WEBHOOKS]: '1' }),
        ...(options.auditLog && { [WITH_AUDIT_LOG]: '1' }),
      },
      logFile: path.join(testOutputDir, `bench-server-${database.name}.log`),
    });
    const bench = new BenchServer(server, configDir, port);
    try {
      await bench.#waitUntilReady();
    } catch (error) {
      await bench.stop();
      throw error;
    }
    return bench;
  }

  private constructor(server: Server, configDir: string, port: number) {
    this.#server = server;
    this.#configDir = configDir;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Tokens of people who may book, from the auth backend. */
  get tokens(): readonly string[] {
    return this.#tokens;
  }

  /** Asks the bare routes; bounded in time. */
  async ask<T>(route: string, body?: object): Promise<T> {
    const response = await fetch(
      `${this.url}/api/reservations${BENCH_PATH}${route}`,
      {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      },
    );
    if (!response.ok) {
      throw new Error(
        `${route} answered ${response.status}: ${await response.text()}`,
      );
    }
    return (await response.json()) as T;
  }

  /** Has events of a type sent to a URL, in an administrator's name. */
  async createEndpoint(url: string, eventType: string): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      const response = await fetch(`${this.url}/api/webhooks/endpoints`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await this.#signIn(ADMIN)}`,
        },
        body: JSON.stringify({
          url,
          eventTypes: [eventType],
          scope: { kind: 'all' },
        }),
        signal: AbortSignal.timeout(10_000),
      });
      if (response.status === 201) {
        return;
      }
      // Event types are known once their plugin has announced the first one.
      if (Date.now() > deadline) {
        throw new Error(
          `POST /endpoints answered ${response.status}: ${await response.text()}`,
        );
      }
      await sleep(500);
    }
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.#configDir, { recursive: true, force: true });
  }

  async #waitUntilReady(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      if (!this.#server.running || Date.now() > deadline) {
        throw new Error(
          `The server under test did not become ready:\n${this.#server.tail()}`,
        );
      }
      const tokens = await Promise.all(
        PEOPLE.map(name => this.#signIn(name).catch(() => undefined)),
      );
      if (tokens.every(token => token !== undefined)) {
        this.#tokens = tokens as string[];
        return;
      }
      await sleep(500);
    }
  }

  /** Signs in as the portal's page does; works once the person is in the catalog. */
  async #signIn(name: string): Promise<string | undefined> {
    const response = await fetch(
      `${this.url}/api/auth/persona/refresh?persona=user:default/${name}`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        signal: AbortSignal.timeout(10_000),
      },
    );
    const body = (await response.json()) as {
      backstageIdentity?: { token?: string };
    };
    return body.backstageIdentity?.token;
  }
}

function configuration(
  port: number,
  database: BenchDatabase,
  eventBus: EventBusMode,
  { webhooks, auditLog }: { webhooks?: boolean; auditLog?: boolean },
) {
  return {
    app: { baseUrl: `http://127.0.0.1:${port}` },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      // A crowd's first connections wait for its last: five seconds, which is
      // when Node closes those that are idle, are too few on a busy machine.
      server: { keepAliveTimeout: { minutes: 2 } },
      database: database.config,
    },
    events: { useEventBus: eventBus },
    permission: { enabled: true },
    auth: {
      environment: 'development',
      providers: {
        persona: {
          people: [...PEOPLE, ADMIN].map(name => ({
            userEntityRef: `user:default/${name}`,
            group: 'Bench',
            title: name,
            role: 'Member',
            description: name,
            tryThis: name,
          })),
        },
      },
    },
    callboard: {
      access: {
        roles: {
          'global-admin': ['group:default/callboard-admins'],
          'team-lead': ['group:default/team-leads'],
          member: ['group:default/members'],
        },
      },
      ...(auditLog && {
        auditLog: { keys: ['a key that no portal uses, of enough letters'] },
      }),
      ...(webhooks && {
        webhooks: {
          secretKeys: ['a key that no portal uses, of enough letters'],
          allowedAddresses: ['127.0.0.0/8'],
        },
      }),
    },
    catalog: {
      rules: [{ allow: ['Group', 'User', 'Location'] }],
      locations: [
        { type: 'file', target: path.join(repoRoot, 'examples', 'org.yaml') },
      ],
    },
  };
}
