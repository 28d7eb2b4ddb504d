import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { repoRoot } from './paths.mjs';

/** Runs a command on this terminal; resolves with its exit code. */
export function runInherited(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: repoRoot,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}

/**
 * Runs a command and keeps what it prints.
 *
 * @param onLine called with each line as it comes
 * @returns `{ code, output }`
 */
export function runCaptured(command, args, { onLine, ...options } = {}) {
  const child = spawn(command, args, {
    cwd: repoRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', chunk => {
      output += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      lines.forEach(line => onLine?.(line));
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? 1, output }));
  });
}

/** Prints `label` with the time spent, every ten seconds until `work` is done. */
export async function withHeartbeat(label, work) {
  const started = Date.now();
  const timer = setInterval(() => {
    console.log(`  ${label} (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Whatever ends this process, no server is left behind. */
const runningServers = new Set();
process.once('exit', () => {
  runningServers.forEach(server => server.kill());
});

/**
 * A server in the background. It leads a process group of its own, so that its
 * own children end with it, and so that the terminal's Ctrl+C reaches only the
 * launcher, which then ends everything in order.
 */
export class Server {
  #child;
  #exit;

  /** Starts `node <args>`; what it prints goes to `logFile`. */
  static start({ name, args, cwd, env, logFile }) {
    mkdirSync(path.dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'w');
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      stdio: ['ignore', log, log],
      detached: process.platform !== 'win32',
    });
    closeSync(log);
    return new Server(name, child, logFile);
  }

  constructor(name, child, logFile) {
    this.name = name;
    this.logFile = logFile;
    this.#child = child;
    runningServers.add(this);
    this.#exit = new Promise(resolve => {
      child.once('exit', (code, signal) => resolve(signal ?? code));
      child.once('error', error => resolve(error.message));
    });
  }

  get pid() {
    return this.#child.pid;
  }

  /** Resolves with the exit code or signal when the server has ended. */
  get exit() {
    return this.#exit;
  }

  get running() {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  log() {
    return readFileSync(this.logFile, 'utf8');
  }

  tail(lines = 40) {
    return this.log().trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Asks the group to end; what has not ended after the grace is killed. */
  async stop(graceMs = 8_000) {
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.kill(), graceMs);
    await this.#exit;
    clearTimeout(timer);
    this.kill();
    runningServers.delete(this);
  }

  /** Ends what is left of the group at once. */
  kill() {
    this.#signal('SIGKILL');
  }

  #signal(signal) {
    if (this.pid === undefined) {
      return;
    }
    try {
      process.kill(process.platform === 'win32' ? this.pid : -this.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  }
}

export function isProcessAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** Ended, but kept by a parent that never asked; containers are full of them. */
function isZombie(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return /^State:\s+Z/m.test(status);
  } catch {
    return false;
  }
}

/** Tells whether anything on this machine listens on the port. */
export async function isPortBusy(port) {
  const results = await Promise.all(
    ['127.0.0.1', '::1'].map(host => canListen(port, host)),
  );
  return results.includes(false);
}

function canListen(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    // A machine without IPv6 is not a busy one.
    server.once('error', error => resolve(error.code !== 'EADDRINUSE'));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

export function sleep(ms) {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
