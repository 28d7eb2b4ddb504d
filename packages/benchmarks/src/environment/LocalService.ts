import path from 'node:path';
import { repoRoot, testOutputDir } from '@callboard/workspace/paths.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { Server, sleep } from '@callboard/workspace/processes.mjs';

const READY_TIMEOUT_MS = 60_000;
const CALL_TIMEOUT_MS = 900_000;

/** A small server of ours in a process of its own; `GET /` says that it is up. */
export class LocalService {
  readonly #server: Server;
  readonly url: string;

  /** `main` is below this package's folder; it is given a port to listen on. */
  static async start(
    name: string,
    main: string,
    nodeOptions: string[] = [],
  ): Promise<LocalService> {
    const port = await freePort();
    const server = Server.start({
      name,
      cwd: path.join(repoRoot, 'packages', 'benchmarks'),
      // The same loader of TypeScript as this process has.
      args: [...process.execArgv, ...nodeOptions, main, String(port)],
      env: { ...process.env, NODE_ENV: 'production' },
      logFile: path.join(testOutputDir, `bench-${name}.log`),
    });
    const service = new LocalService(server, port);
    try {
      await service.#waitUntilReady();
    } catch (error) {
      await service.stop();
      throw error;
    }
    return service;
  }

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}`;
  }

  async ask<T>(route: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}${route}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
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
  }

  async #waitUntilReady(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      if (!this.#server.running || Date.now() > deadline) {
        throw new Error(`It did not become ready:\n${this.#server.tail()}`);
      }
      const up = await fetch(this.url).then(
        response => response.ok,
        () => false,
      );
      if (up) {
        return;
      }
      await sleep(100);
    }
  }
}
