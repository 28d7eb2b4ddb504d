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
  countJestTriedAgain,
  countNodeTests,
  failedFiles,
  Scoreboard,
} from './scoreboard.mjs';

const fromRoot = createRequire(path.join(repoRoot, 'package.json'));
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
/** More files than these failing is no accident, and is not tried again. */
const MAX_ACCIDENTS = 3;
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
      await score.stage('unit', () => runUnitTests(node));
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

/**
 * Jest over every package, on SQLite and on one PostgreSQL for all of them. A
 * few files that fail are tried once more, alone, and named (decision 0092).
 */
async function runUnitTests(node) {
  const postgres = process.env[POSTGRES]
    ? undefined
    : await startPostgres({ settings: { fsync: 'off' } });
  const jest = createJest(
    node,
    process.env[POSTGRES] ?? postgres.connectionString,
  );
  try {
    // Both cores: what is checked beside it is over long before.
    const first = await jest('jest.json', ['--maxWorkers=2']);
    const files = failedFiles(first).map(file => file.name);
    if (files.length === 0 || files.length > MAX_ACCIDENTS) {
      return countJest(first);
    }
    console.log(`  trying again, alone: ${files.join(', ')}`);
    const second = await jest('jest-again.json', ['--maxWorkers=1', ...files]);
    return countJestTriedAgain(first, second);
  } finally {
    await postgres?.stop();
  }
}

/** A function that runs Jest and resolves with its report. */
function createJest(node, connectionString) {
  return async (reportName, args) => {
    const reportFile = path.join(testOutputDir, reportName);
    const { output } = await node(
      [
        backstageCli,
        'repo',
        'test',
        '--ci',
        '--watchAll=false',
        '--json',
        `--outputFile=${reportFile}`,
        ...args,
      ],
      {
        env: {
          ...process.env,
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          [POSTGRES]: connectionString,
        },
        onLine: line => {
          if (/^(PASS|FAIL) |^\s+● (?!Console)/.test(line))
            console.log(`  ${line}`);
        },
      },
    );
    try {
      return JSON.parse(readFileSync(reportFile, 'utf8'));
    } catch {
      throw new UserError(output);
    }
  };
}

function abortOnSignal(abort) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => abort.abort());
  }
  return () => abort.signal.aborted;
}
