/**
 * Decides, on any Node from 18, whether the running Node and the Yarn beside it
 * can run the project, and brings both from the npm registry where they cannot.
 * Nothing is installed on the machine: npm keeps the two in its own cache.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { repoRoot } from './paths.mjs';
import { runCaptured, withHeartbeat } from './processes.mjs';

const SUPPORTED_NODE_MAJORS = [22, 24];
const NODE_PACKAGE = 'node@24';
/** Set for the second run, so that a third never starts. */
const MARKER = 'CALLBOARD_TOOLCHAIN';

/** The Yarn version that package.json asks for. */
export function requiredYarnVersion() {
  const { packageManager } = JSON.parse(
    readFileSync(path.join(repoRoot, 'package.json'), 'utf8'),
  );
  return packageManager.replace(/^yarn@/, '').replace(/\+.*$/, '');
}

/** Version of the Yarn on PATH, or undefined where none answers. */
export function findYarnVersion() {
  const result = spawnSync('yarn', ['--version'], {
    cwd: repoRoot,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    // Corepack would ask on the terminal before it downloads.
    env: { ...process.env, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' },
    timeout: 30_000,
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/**
 * @returns {{ kind: 'ready' } | { kind: 'bring', reason: string }
 *   | { kind: 'impossible', reason: string }}
 */
export function decideToolchain({
  nodeVersion,
  yarnVersion,
  requiredYarn,
  alreadyBrought,
}) {
  const major = Number(nodeVersion.split('.')[0]);
  const reasons = [];
  if (!SUPPORTED_NODE_MAJORS.includes(major)) {
    reasons.push(
      `Node ${nodeVersion} is not one of ${SUPPORTED_NODE_MAJORS.join(', ')}`,
    );
  }
  if (yarnVersion !== requiredYarn) {
    reasons.push(
      yarnVersion
        ? `Yarn ${yarnVersion} is not ${requiredYarn}`
        : `Yarn ${requiredYarn} is not installed`,
    );
  }
  if (reasons.length === 0) {
    return { kind: 'ready' };
  }
  const reason = reasons.join(', and ');
  return { kind: alreadyBrought ? 'impossible' : 'bring', reason };
}

export function inspectToolchain() {
  return decideToolchain({
    nodeVersion: process.versions.node,
    yarnVersion: findYarnVersion(),
    requiredYarn: requiredYarnVersion(),
    alreadyBrought: process.env[MARKER] === '1',
  });
}

/** The npm call that has the right Node tell where it and its Yarn are. */
export function npmExecArguments(requiredYarn) {
  return [
    'exec',
    '--yes',
    `--package=${NODE_PACKAGE}`,
    `--package=@yarnpkg/cli-dist@${requiredYarn}`,
    '--',
    'node',
    '--print',
    'JSON.stringify({node:process.execPath,path:process.env.PATH})',
  ];
}

/**
 * Fetches Node and Yarn through npm. Only their place is asked for: a long run
 * inside `npm exec` would have npm and a shell between the terminal and the
 * portal, and a signal to either of them would leave the portal behind.
 */
async function fetchToolchain() {
  const { code, output } = await withHeartbeat('still fetching', () =>
    runCaptured('npm', npmExecArguments(requiredYarnVersion()), {
      shell: process.platform === 'win32',
    }),
  );
  const answer = output.split('\n').find(line => line.startsWith('{"node":'));
  if (code !== 0 || !answer) {
    throw new UserError(
      `${output}\nnpm could not bring ${NODE_PACKAGE} and Yarn, as said above.`,
    );
  }
  return JSON.parse(answer);
}

/** Runs this program again on the right Node; resolves with its exit code. */
export async function runAgain(argv) {
  const { node, path: searchPath } = await fetchToolchain();
  const child = spawn(node, argv, {
    cwd: repoRoot,
    stdio: 'inherit',
    env: { ...process.env, PATH: searchPath, [MARKER]: '1' },
  });
  // A terminal's Ctrl+C reaches the child by itself. This process only has to
  // outlive it; a signal sent to this process alone is passed on.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
