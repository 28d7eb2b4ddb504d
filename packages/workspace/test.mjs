import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runBrowserTests } from './browserTests.mjs';
import { UserError } from './errors.mjs';
import { repoRoot, testOutputDir } from './paths.mjs';
import { backstageCli } from './portal.mjs';
import { startPostgres } from './postgres.mjs';
import { runCaptured } from './processes.mjs';
import {
  countCheck,
  countJest,
  countNodeTests,
  Scoreboard,
} from './scoreboard.mjs';

const fromRoot = createRequire(path.join(repoRoot, 'package.json'));
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
const STAGES = ['prettier', 'lint', 'types', 'launcher', 'unit', 'browser'];

/** `npm test`, or some stages of it: `npm test -- lint unit`. */
export async function run(args) {
  const unknown = args.filter(name => !STAGES.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      `No such stage: ${unknown.join(', ')}. The stages: ${STAGES.join(', ')}.`,
    );
  }
  const wanted = name => args.length === 0 || args.includes(name);
  const abort = new AbortController();
  const interrupted = abortOnSignal(abort);

  rmSync(testOutputDir, { recursive: true, force: true });
  mkdirSync(testOutputDir, { recursive: true });
  const score = new Scoreboard();
  const node = (nodeArgs, options) =>
    runCaptured(process.execPath, nodeArgs, {
      signal: abort.signal,
      ...options,
    });

  const checks = {
    prettier: async () =>
      countCheck(
        await node([
          fromRoot.resolve('prettier/bin/prettier.cjs'),
          '--check',
          '--log-level=warn',
          '.',
        ]),
      ),
    lint: () => runLint(node),
    types: async () =>
      countCheck(
        await node([fromRoot.resolve('typescript/bin/tsc'), '--noEmit']),
      ),
    launcher: async () =>
      countNodeTests(
        await node([
          '--test',
          '--test-reporter=spec',
          'packages/workspace/launcher.test.mjs',
          'deploy/keycloak/check-realm.test.mjs',
        ]),
      ),
  };

  async function runChecks() {
    for (const [name, check] of Object.entries(checks)) {
      if (wanted(name) && !interrupted()) {
        await score.stage(name, check);
      }
    }
  }

  async function runUnit() {
    if (wanted('unit')) {
      await score.stage('unit', () => runJest(node));
    }
  }

  // Two lanes for two cores. The browser tests come after both: they measure
  // time as a person does, and a machine that is busy elsewhere is no person's.
  await Promise.all([runUnit(), runChecks()]);
  if (wanted('browser') && !interrupted()) {
    await score.stage('browser', () => runBrowserTests(node));
  }
  if (interrupted()) {
    console.log('Stopped before the end.');
    return 130;
  }
  console.log(`\n${score.summary}`);
  return score.ok ? 0 : 1;
}

async function runLint(node) {
  const packages = await node([backstageCli, 'repo', 'lint']);
  const launcher = await runCaptured('yarn', [
    'workspace',
    '@callboard/workspace',
    'lint',
  ]);
  return countCheck({
    code: packages.code || launcher.code,
    output: `${packages.output}\n${launcher.output}`,
  });
}

/** Jest over every package, on SQLite and on one PostgreSQL for all of them. */
async function runJest(node) {
  const reportFile = path.join(testOutputDir, 'jest.json');
  const postgres = process.env[POSTGRES]
    ? undefined
    : await startPostgres({ settings: { fsync: 'off' } });
  try {
    const { output } = await node(
      [
        backstageCli,
        'repo',
        'test',
        '--ci',
        '--watchAll=false',
        // Both cores: what is checked beside it is over long before.
        '--maxWorkers=2',
        '--json',
        `--outputFile=${reportFile}`,
      ],
      {
        env: {
          ...process.env,
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          [POSTGRES]: process.env[POSTGRES] ?? postgres.connectionString,
        },
        onLine: line => {
          if (/^(PASS|FAIL) |^\s+● (?!Console)/.test(line))
            console.log(`  ${line}`);
        },
      },
    );
    return readReport(reportFile, output);
  } finally {
    await postgres?.stop();
  }
}

function readReport(file, output) {
  try {
    return countJest(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, output };
  }
}

function abortOnSignal(abort) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => abort.abort());
  }
  return () => abort.signal.aborted;
}
