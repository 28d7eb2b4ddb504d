import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repoRoot } from '@callboard/workspace/paths.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { sleep } from '@callboard/workspace/processes.mjs';

const READY = /Callboard is ready: (http:\S+)/;
const READY_TIMEOUT_MS = 5 * 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** `npm start`, on ports and data of its own. */
export class PortalProcess {
  readonly #child: ChildProcess;
  readonly #directory: string;
  #output = '';

  static async start(): Promise<PortalProcess> {
    const directory = await mkdtemp(
      path.join(os.tmpdir(), 'callboard-bench-portal-'),
    );
    const child = spawn('npm', ['start'], {
      cwd: repoRoot,
      // Ends with everything that it starts.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // It is installed: this command runs on the same dependencies.
        CALLBOARD_SKIP_INSTALL: '1',
        CALLBOARD_APP_PORT: String(await freePort()),
        CALLBOARD_BACKEND_PORT: String(await freePort()),
        CALLBOARD_DATA_DIR: path.join(directory, 'data'),
        CALLBOARD_LOG_DIR: path.join(directory, 'logs'),
      },
    });
    return new PortalProcess(child, directory);
  }

  private constructor(child: ChildProcess, directory: string) {
    this.#child = child;
    this.#directory = directory;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => {
        this.#output += chunk;
      });
    }
    // A benchmark that is broken off leaves no portal behind.
    process.once('exit', () => this.#signal('SIGKILL'));
  }

  /** Waits for the line that says where to click. */
  async url(): Promise<string> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      const url = READY.exec(this.#output)?.[1];
      if (url) {
        return url;
      }
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`npm start did not get ready:\n${this.#output}`);
      }
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#signal('SIGTERM');
      await Promise.race([ended, sleep(STOP_TIMEOUT_MS)]);
      this.#signal('SIGKILL');
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  #signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.#child.pid!, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }
}
