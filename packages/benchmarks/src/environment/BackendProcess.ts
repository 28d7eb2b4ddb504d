import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repoRoot, testOutputDir } from '@callboard/workspace/paths.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { Server, sleep } from '@callboard/workspace/processes.mjs';
import { stringify } from 'yaml';
import type { BenchDatabase } from './databases';

const READY_TIMEOUT_MS = 120_000;

interface Options<Person extends string> {
  name: string;
  /** Below this package's folder. */
  main: string;
  logFile: string;
  database: BenchDatabase;
  /** Who may sign in, as users of the example organisation. */
  people: readonly Person[];
  env?: NodeJS.ProcessEnv;
  /** Beside what every backend has; `directory` is gone once it has stopped. */
  config: (directory: string) => {
    backend?: object;
    events: object;
    callboard: object;
  };
  /** Fails as long as it is not ready, though people can sign in. */
  isReady?: (backend: BackendProcess<Person>) => Promise<unknown>;
}

/** A Backstage backend in a process of its own, configured for one run. */
export class BackendProcess<Person extends string> {
  readonly #server: Server;
  readonly #directory: string;
  readonly url: string;
  readonly #tokens = new Map<Person, string>();

  static async start<Person extends string>(
    options: Options<Person>,
  ): Promise<BackendProcess<Person>> {
    const port = await freePort();
    const directory = await mkdtemp(path.join(os.tmpdir(), 'callboard-bench-'));
    const configFile = path.join(directory, 'app-config.yaml');
    await writeFile(
      configFile,
      stringify(configuration(port, directory, options)),
    );
    const server = Server.start({
      name: options.name,
      cwd: path.join(repoRoot, 'packages', 'benchmarks'),
      // The same loader of TypeScript as this process has.
      args: [...process.execArgv, options.main, '--config', configFile],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        LOG_LEVEL: 'warn',
        ...options.env,
      },
      logFile: path.join(testOutputDir, options.logFile),
    });
    const backend = new BackendProcess<Person>(server, directory, port);
    try {
      await backend.#waitUntilReady(options);
    } catch (error) {
      await backend.stop();
      throw error;
    }
    return backend;
  }

  private constructor(server: Server, directory: string, port: number) {
    this.#server = server;
    this.#directory = directory;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Of whoever may sign in, from the auth backend. */
  token(who: Person): string {
    return this.#tokens.get(who)!;
  }

  /** As somebody, or as nobody; throws where it is refused. */
  async call<T>(
    [method, route, body]: [method: string, route: string, body?: object],
    { who, timeoutMs }: { who?: Person; timeoutMs: number },
  ): Promise<T> {
    const response = await fetch(`${this.url}/api${route}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(who && { authorization: `Bearer ${this.token(who)}` }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${route} answered ${response.status}: ${await response.text()}`,
      );
    }
    return (await response.json()) as T;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #waitUntilReady({ people, isReady }: Options<Person>): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      if (!this.#server.running || Date.now() > deadline) {
        throw new Error(
          `The server under test did not become ready:\n${this.#server.tail()}`,
        );
      }
      try {
        for (const who of people) {
          this.#tokens.set(who, await this.#signIn(who));
        }
        await isReady?.(this);
        return;
      } catch {
        await sleep(500);
      }
    }
  }

  /** Signs in as the portal's page does; works once the person is in the catalog. */
  async #signIn(who: Person): Promise<string> {
    const response = await fetch(
      `${this.url}/api/auth/persona/refresh?persona=user:default/${who}`,
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
  directory: string,
  {
    database,
    people,
    config,
  }: Pick<Options<string>, 'database' | 'people' | 'config'>,
) {
  const baseUrl = `http://127.0.0.1:${port}`;
  const { backend, events, callboard } = config(directory);
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: database.config,
      ...backend,
    },
    events,
    permission: { enabled: true },
    auth: {
      environment: 'development',
      providers: {
        persona: {
          people: people.map(name => ({
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
          'team-lead': ['group:default/team-leads'],
          member: ['group:default/members'],
        },
      },
      ...callboard,
    },
    catalog: {
      rules: [{ allow: ['Group', 'User', 'Location'] }],
      locations: [
        { type: 'file', target: path.join(repoRoot, 'examples', 'org.yaml') },
      ],
    },
  };
}
