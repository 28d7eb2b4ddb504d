import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** The oldest git that has what is used here (several transactions of `update-ref --stdin`). */
export const OLDEST_GIT = [2, 30] as const;

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

export interface GitProgram {
  /** The executable; `git` by default. */
  command: string;
  /** The bare repository. */
  directory: string;
}

/**
 * What git is told on each start: nothing of the machine's or the user's
 * configuration, no hooks, no prompts, English messages.
 */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'core.quotePath=false',
  'gc.auto=0',
  'safe.directory=*',
].flatMap(setting => ['-c', setting]);

/**
 * Starts git without a shell. The arguments are literals and names checked
 * before; whatever people have written goes in through stdin.
 */
export function spawnGit(
  program: GitProgram,
  args: string[],
  env: Record<string, string> = {},
  options: { group?: boolean } = {},
): ChildProcessWithoutNullStreams {
  return spawn(program.command, [...SETTINGS, ...args], {
    cwd: program.directory,
    shell: false,
    detached: options.group ?? false,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      LC_ALL: 'C',
      TZ: 'UTC',
      HOME: '/nonexistent',
      GIT_DIR: program.directory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_TERMINAL_PROMPT: '0',
      ...env,
    },
  });
}

/** Runs git to its end. Rejects only where it cannot be started. */
export function runGit(
  program: GitProgram,
  args: string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawnGit(program, args, options.env);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code: code ?? 128,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString() || (signal ?? ''),
      }),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** Runs git and expects it to succeed. */
export async function git(
  program: GitProgram,
  args: string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<string> {
  const { code, stdout, stderr } = await runGit(program, args, options);
  if (code !== 0) {
    throw new Error(`git ${args[0]} failed (${code}): ${stderr.trim()}`);
  }
  return stdout.toString().trimEnd();
}

/**
 * The version of the machine's git.
 *
 * @throws Error that says what to install.
 */
export async function gitVersion(command: string): Promise<[number, number]> {
  const wanted = `git ${OLDEST_GIT.join('.')} or newer must be installed where the backend runs (for example: apt-get install git)`;
  let text: string;
  try {
    text = await git({ command, directory: process.cwd() }, ['--version'], {
      env: { GIT_DIR: '' },
    });
  } catch (error) {
    throw new Error(
      `The embedded repository of manifests cannot be used: '${command}' did not start. ${wanted}.`,
      { cause: error },
    );
  }
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  const version: [number, number] = [Number(major), Number(minor)];
  if (!isAtLeast(version, OLDEST_GIT)) {
    throw new Error(
      `The embedded repository of manifests cannot be used with '${text}'. ${wanted}.`,
    );
  }
  return version;
}

export function isAtLeast(
  version: readonly [number, number],
  oldest: readonly [number, number],
): boolean {
  return (
    version[0] > oldest[0] ||
    (version[0] === oldest[0] && version[1] >= oldest[1])
  );
}
