import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { installedFingerprint, installFingerprint } from './install.mjs';
import { isPortBusy, Server, sleep } from './processes.mjs';
import {
  countJest,
  countJestTriedAgain,
  countNodeTests,
  countPlaywright,
  Scoreboard,
} from './scoreboard.mjs';
import { decideToolchain } from './toolchain.mjs';

describe('decideToolchain', () => {
  const decide = overrides =>
    decideToolchain({
      nodeVersion: '24.1.0',
      yarnVersion: '4.18.1',
      requiredYarn: '4.18.1',
      alreadyBrought: false,
      ...overrides,
    });

  it('goes on with Node 22 or 24 and the Yarn that package.json names', () => {
    assert.equal(decide().kind, 'ready');
    assert.equal(decide({ nodeVersion: '22.12.0' }).kind, 'ready');
  });

  it('brings both when either does not fit, and says why', () => {
    for (const nodeVersion of ['18.19.0', '20.20.2', '23.1.0', '26.0.0']) {
      const decision = decide({ nodeVersion });
      assert.equal(decision.kind, 'bring');
      assert.match(decision.reason, new RegExp(`Node ${nodeVersion}`));
    }
    assert.match(decide({ yarnVersion: undefined }).reason, /not installed/);
    assert.match(decide({ yarnVersion: '1.22.22' }).reason, /1\.22\.22 is not/);
  });

  it('gives up when what npm brought does not fit either', () => {
    const decision = decide({ nodeVersion: '20.0.0', alreadyBrought: true });
    assert.equal(decision.kind, 'impossible');
  });
});

describe('with a folder', () => {
  let root;
  const write = (file, content) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'callboard-launcher-'));
    write('yarn.lock', 'lock 1');
    write('.yarnrc.yml', 'nodeLinker: node-modules');
    write('package.json', '{"name":"root","dependencies":{"a":"1"}}');
    write('plugins/p/package.json', '{"name":"p","scripts":{"x":"1"}}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('installs again for another lockfile or dependency, not another script', () => {
    const first = installFingerprint(root);
    write('plugins/p/package.json', '{"name":"p","scripts":{"x":"2"}}');
    assert.equal(installFingerprint(root), first);

    write('plugins/p/package.json', '{"name":"p","dependencies":{"b":"1"}}');
    const second = installFingerprint(root);
    assert.notEqual(second, first);

    write('yarn.lock', 'lock 2');
    assert.notEqual(installFingerprint(root), second);
  });

  it('does not trust a stamp without a finished install', () => {
    write('node_modules/.callboard-install', 'abc\n');
    assert.equal(installedFingerprint(root), undefined);
    write('node_modules/.yarn-state.yml', '');
    assert.equal(installedFingerprint(root), 'abc');
  });

  it('ends a server together with its children, and keeps its log', async () => {
    const beat = `setInterval(() => console.log('beat'), 20)`;
    const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(
      beat,
    )}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
    const server = Server.start({
      name: 'parent',
      args: ['-e', parent],
      cwd: root,
      env: process.env,
      logFile: path.join(root, 'logs', 'server.log'),
    });
    while (!server.log().includes('beat')) {
      await sleep(20);
    }
    await server.stop();

    assert.equal(await server.exit, 'SIGTERM');
    const log = server.log();
    await sleep(200);
    assert.equal(server.log(), log);
  });
});

it('sees a busy port', async () => {
  const other = createServer();
  await new Promise(resolve => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const { port } = other.address();
  assert.equal(await isPortBusy(port), true);
  await new Promise(resolve => {
    other.close(resolve);
  });
  assert.equal(await isPortBusy(port), false);
});

function fileOf(name, statuses, message = '') {
  const failed = statuses.length === 0 || statuses.includes('failed');
  return {
    name,
    status: failed ? 'failed' : 'passed',
    assertionResults: statuses.map(status => ({ status })),
    message,
  };
}

describe('counting', () => {
  it('counts a Jest file that could not run as one failure', () => {
    const counted = countJest({
      testResults: [
        fileOf('a', ['passed', 'failed'], 'one'),
        fileOf('b', [], 'broken'),
        fileOf('c', ['passed', 'passed', 'pending']),
      ],
    });
    assert.deepEqual(counted, {
      passed: 3,
      failed: 2,
      skipped: 1,
      output: 'one\nbroken',
    });
  });

  it('names the Jest files that passed on a second try only', () => {
    const first = {
      testResults: [
        fileOf('a', ['passed', 'failed'], 'by chance'),
        fileOf('b', ['failed'], 'by fault'),
        fileOf('c', ['passed']),
      ],
    };
    const second = {
      testResults: [
        fileOf('a', ['passed', 'passed']),
        fileOf('b', ['failed'], 'by fault again'),
      ],
    };
    assert.deepEqual(countJestTriedAgain(first, second), {
      passed: 3,
      failed: 1,
      skipped: 0,
      secondTries: ['a'],
      output: 'by chance\nby fault again',
    });
  });

  it('names the browser tests that passed on a second try only', async () => {
    const report = {
      stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 0 },
      errors: [],
      suites: [
        {
          specs: [],
          suites: [
            {
              specs: [
                { file: 'f', title: 'sure', tests: [{ status: 'expected' }] },
                { file: 'f', title: 'shy', tests: [{ status: 'flaky' }] },
              ],
            },
          ],
        },
      ],
    };
    const counted = countPlaywright(report, '');
    assert.equal(counted.passed, 6);
    assert.equal(counted.failed, 0);
    assert.deepEqual(counted.secondTries, ['f › shy']);

    const score = new Scoreboard();
    await score.stage('browser', async () => counted);
    assert.ok(score.ok);
    assert.equal(
      score.summary,
      'Passed on a second try only: f › shy\n6 passed, 0 failed',
    );
  });

  it('never counts a test run that crashed as passed', () => {
    assert.equal(countNodeTests({ code: 7, output: 'boom' }).failed, 1);
    const output = 'ℹ pass 4\nℹ fail 0\n';
    assert.deepEqual(countNodeTests({ code: 0, output }), {
      passed: 4,
      failed: 0,
      output: '',
    });
  });
});
