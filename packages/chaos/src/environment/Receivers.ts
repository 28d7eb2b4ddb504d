import path from 'node:path';
import { repoRoot } from '@callboard/workspace/paths.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { Server, sleep } from '@callboard/workspace/processes.mjs';
import { RECEIVER_HOST } from '../backend/crashPoints';
import { readJournal, type Received } from '../receiver/journal';
import { NODE_ARGS } from './nodeArgs';

const READY_TIMEOUT_MS = 30_000;

/** The process that receives; see `receiver/main.ts`. */
export class Receivers {
  readonly #server: Server;
  readonly #journal: string;
  readonly url: string;

  static async start(directory: string): Promise<Receivers> {
    const port = await freePort();
    const journal = path.join(directory, 'received.jsonl');
    const server = Server.start({
      name: 'receivers',
      cwd: path.join(repoRoot, 'packages', 'chaos'),
      args: [...NODE_ARGS, 'src/receiver/main', String(port), journal],
      env: process.env,
      logFile: path.join(directory, 'receivers.log'),
    });
    const receivers = new Receivers(server, journal, port);
    await receivers.#waitUntilReady();
    return receivers;
  }

  private constructor(server: Server, journal: string, port: number) {
    this.#server = server;
    this.#journal = journal;
    this.url = `http://${RECEIVER_HOST}:${port}`;
  }

  /** Everything that was received so far. */
  received(): Received[] {
    return readJournal(this.#journal);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  async #waitUntilReady(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (this.#server.running && Date.now() < deadline) {
      const up = await fetch(this.url).then(
        response => response.ok,
        () => false,
      );
      if (up) {
        return;
      }
      await sleep(50);
    }
    throw new Error(`No receivers:\n${this.#server.tail()}`);
  }
}
