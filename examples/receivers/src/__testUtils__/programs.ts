import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

const ROOT = path.resolve(path.dirname(expect.getState().testPath!), '..');
const running = new Set<Program>();
const folders: string[] = [];

/** A receiver or a fake device in a process of its own. */
export class Program {
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  readonly output: string[] = [];

  /** Starts `file`, a path inside examples/receivers. */
  static start(
    file: string,
    env: Record<string, string> = {},
    args: string[] = [],
  ): Program {
    const program = new Program(
      spawn(process.execPath, [path.join(ROOT, file), ...args], {
        env: { PATH: process.env.PATH, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    running.add(program);
    return program;
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = new Promise(resolve => child.once('exit', resolve));
    for (const stream of [child.stdout!, child.stderr!]) {
      readline
        .createInterface({ input: stream })
        .on('line', line => this.output.push(line));
    }
  }

  /** The first match of what it prints. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    return until(() => {
      const match = pattern.exec(this.output.join('\n'));
      if (!match && this.#child.exitCode !== null) {
        throw new Error(`It ended: ${this.output.join('\n')}`);
      }
      return match ?? undefined;
    });
  }

  /** Where it listens; without a slash at the end. */
  async url(): Promise<string> {
    return (await this.says(/listens on (http:\S+)\/$/m))[1];
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    running.delete(this);
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill(signal);
    }
    return this.#exited;
  }
}

/** Tries until there is an answer, at most ten seconds. */
export async function until<T>(
  attempt: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const answer = await attempt();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not within ten seconds: ${attempt}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}

/** A folder that is gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'callboard-receiver-'));
  folders.push(folder);
  return folder;
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(program => program.stop('SIGKILL')));
  folders.splice(0).forEach(folder => rmSync(folder, { recursive: true }));
}
