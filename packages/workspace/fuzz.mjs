import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { repoRoot, testOutputDir } from './paths.mjs';
import { startBackend, waitUntilReady } from './portal.mjs';
import { freePort } from './postgres.mjs';
import { runCaptured } from './processes.mjs';

/*
 * `npm run fuzz`: Schemathesis, a fuzzer that is not ours, on every OpenAPI
 * document of a portal of its own, signed in as several people. It is written in
 * Python and comes from PyPI into a directory of its own; where it cannot be
 * had, this says so and goes on. What it finds is a failure.
 *
 * `npm run fuzz -- 300` gives it that many seconds instead of two minutes.
 */
const VERSION = '4.32.5';
const DEFAULT_SECONDS = 120;
const SEED = '20261122';
const PLUGINS = ['reservations', 'webhooks', 'audit-log', 'service-requests'];
const PEOPLE = ['admin', 'site-admin-campus', 'developer', 'visitor'];

/** What a document cannot say (that a site exists) may well be refused. */
const NOT_CHECKED = 'positive_data_acceptance';

const HOOKS = path.join(import.meta.dirname, 'fuzz_hooks.py');
const CONFIG = path.join(import.meta.dirname, 'fuzz.toml');

const home = path.join(repoRoot, '.callboard', 'fuzz');
const schemathesis = path.join(home, 'bin', 'schemathesis');

export async function run([seconds = DEFAULT_SECONDS]) {
  const budget = Number(seconds);
  if (!(budget > 0)) {
    throw new UserError(`npm run fuzz -- <seconds>, not '${seconds}'`);
  }
  if (!(await install())) {
    return 0;
  }
  const workDir = mkdtempSync(path.join(os.tmpdir(), 'callboard-fuzz-'));
  process.env.SCHEMATHESIS_HOOKS = HOOKS;
  const port = await freePort();
  const logDir = path.join(testOutputDir, 'fuzz');
  mkdirSync(logDir, { recursive: true });
  // A query as long as it likes: too long a one is refused by Node itself.
  process.env.NODE_OPTIONS = [
    process.env.NODE_OPTIONS,
    '--max-http-header-size=262144',
  ]
    .filter(Boolean)
    .join(' ');
  const backend = startBackend({
    appPort: port,
    backendPort: port,
    dataDir: path.join(workDir, 'data'),
    logDir,
  });
  try {
    await waitUntilReady([backend], { report: console.log });
    const origin = `http://localhost:${port}`;
    const share = Math.ceil(budget / (PLUGINS.length * PEOPLE.length));
    let failed = 0;
    for (const plugin of PLUGINS) {
      for (const person of PEOPLE) {
        failed += await fuzz({ origin, plugin, person, share, logDir });
      }
    }
    return failed === 0 ? 0 : 1;
  } finally {
    await backend.server.stop();
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** Whether it is there, or could be brought. */
async function install() {
  const present = await attempt(schemathesis, ['--version']);
  if (present.code === 0 && present.output.includes(VERSION)) {
    return true;
  }
  const steps = [
    ['python3', ['-m', 'venv', home]],
    [
      path.join(home, 'bin', 'pip'),
      ['install', '--quiet', `schemathesis==${VERSION}`],
    ],
  ];
  for (const [command, args] of steps) {
    const { code, output } = await attempt(command, args);
    if (code !== 0) {
      console.log(
        `Not fuzzed: Schemathesis ${VERSION} could not be installed here (${command}: ${output.trim().split('\n').at(-1)}).`,
      );
      return false;
    }
  }
  return true;
}

async function attempt(command, args) {
  try {
    return await runCaptured(command, args);
  } catch (error) {
    return { code: 1, output: String(error.message) };
  }
}

/** 1 for findings, and prints them. */
async function fuzz({ origin, plugin, person, share, logDir }) {
  const { code, output } = await attempt(schemathesis, [
    `--config-file=${CONFIG}`,
    'run',
    `${origin}/api/${plugin}/openapi.json`,
    `--url=${origin}/api/${plugin}`,
    `--header=Authorization: Bearer ${await tokenOf(origin, person)}`,
    `--max-time=${share}`,
    `--seed=${SEED}`,
    `--exclude-checks=${NOT_CHECKED}`,
    '--suppress-health-check=all',
    '--warnings=off',
    '--continue-on-failure',
    '--no-shrink',
    '--request-timeout=20',
  ]);
  writeFileSync(path.join(logDir, `${plugin}-${person}.txt`), output);
  const [counted] = /^.*generated.*$/m.exec(output) ?? ['nothing generated'];
  console.log(`${plugin} as ${person}:${counted.replace(/^\s*/, ' ')}`);
  if (code !== 0 || !/generated/.test(counted)) {
    console.log(output);
    return 1;
  }
  return 0;
}

async function tokenOf(origin, person) {
  const response = await fetch(
    `${origin}/api/auth/persona/refresh?persona=user:default/${person}`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}
