import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repoRoot, testOutputDir } from '@callboard/workspace/paths.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { Server, sleep } from '@callboard/workspace/processes.mjs';
import { stringify } from 'yaml';
import type { BenchDatabase } from '../environment/databases';

const READY_TIMEOUT_MS = 120_000;
const CALL_TIMEOUT_MS = 60_000;
/** Who asks, and who lets them have it. */
const PEOPLE = ['developer', 'admin'] as const;

export type Person = (typeof PEOPLE)[number];

/** A backend with service requests, in a process of its own; its sandbox takes no time. */
export class RequestServer {
  readonly #server: Server;
  readonly #directory: string;
  readonly #url: string;
  readonly #tokens = new Map<Person, string>();

  static async start(database: BenchDatabase): Promise<RequestServer> {
    const port = await freePort();
    const directory = await mkdtemp(path.join(os.tmpdir(), 'callboard-bench-'));
    const configFile = path.join(directory, 'app-config.yaml');
    await writeFile(
      configFile,
      stringify(configuration(port, database, directory)),
    );
    const server = Server.start({
      name: 'request server',
      cwd: path.join(repoRoot, 'packages', 'benchmarks'),
      args: [...process.execArgv, 'src/requests/main', '--config', configFile],
      env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'warn' },
      logFile: path.join(testOutputDir, `bench-requests-${database.name}.log`),
    });
    const started = new RequestServer(server, directory, port);
    try {
      await started.#waitUntilReady();
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  private constructor(server: Server, directory: string, port: number) {
    this.#server = server;
    this.#directory = directory;
    this.#url = `http://127.0.0.1:${port}/api`;
  }

  async call<T>(
    who: Person,
    method: string,
    route: string,
    body?: object,
  ): Promise<T> {
    const response = await fetch(`${this.#url}/service-requests${route}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#tokens.get(who)}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    if (!response.ok) {
      throw new Error(
        `${route} answered ${response.status}: ${await response.text()}`,
      );
    }
    return (await response.json()) as T;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #waitUntilReady(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      if (!this.#server.running || Date.now() > deadline) {
        throw new Error(
          `The server under test did not become ready:\n${this.#server.tail()}`,
        );
      }
      try {
        for (const who of PEOPLE) {
          this.#tokens.set(who, await this.#signIn(who));
          await this.call(who, 'GET', '/offerings');
        }
        return;
      } catch {
        await sleep(500);
      }
    }
  }

  async #signIn(who: Person): Promise<string> {
    const response = await fetch(
      `${this.#url}/auth/persona/refresh?persona=user:default/${who}`,
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

function configuration(
  port: number,
  database: BenchDatabase,
  directory: string,
) {
  const baseUrl = `http://127.0.0.1:${port}`;
  const none = { milliseconds: 0 };
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: database.config,
    },
    events: { useEventBus: 'never' },
    permission: { enabled: true },
    auth: {
      environment: 'development',
      providers: {
        persona: {
          people: PEOPLE.map(name => ({
            userEntityRef: `user:default/${name}`,
            group: 'Bench',
            title: name,
            role: name,
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
          member: ['group:default/members'],
        },
      },
      serviceRequests: {
        environments: [
          {
            name: 'dev',
            regions: ['eu-west-1'],
            autoMerge: true,
            requiresEndDate: false,
          },
        ],
        gitops: { directory: path.join(directory, 'gitops.git') },
        controlPlane: {
          delays: { sync: none, create: none, change: none, remove: none },
        },
      },
    },
    catalog: {
      rules: [{ allow: ['Group', 'User', 'Location'] }],
      locations: [
        { type: 'file', target: path.join(repoRoot, 'examples', 'org.yaml') },
      ],
    },
  };
}
