import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { UserError } from './errors.mjs';
import { repoRoot, testOutputDir } from './paths.mjs';
import { backstageCli, startBackend, waitUntilReady } from './portal.mjs';
import { freePort } from './postgres.mjs';
import { countPlaywright } from './scoreboard.mjs';

const appDir = path.join(repoRoot, 'packages', 'app');

/**
 * Walks a portal of its own: the app is built as for production and served by
 * the backend, under its content security policy, on a free port and on data
 * that is thrown away.
 */
export async function runBrowserTests(node) {
  const chromium = findChromium();
  if (!chromium) {
    return reportMissingBrowser();
  }
  const build = await node([backstageCli, 'package', 'build'], { cwd: appDir });
  if (build.code !== 0) {
    return { passed: 0, failed: 1, output: build.output };
  }
  const workDir = mkdtempSync(path.join(os.tmpdir(), 'callboard-browser-'));
  const port = await freePort();
  const backend = startBackend({
    appPort: port,
    backendPort: port,
    dataDir: path.join(workDir, 'data'),
    logDir: testOutputDir,
  });
  try {
    await waitUntilReady([backend], { report: console.log });
    return await runPlaywright(node, {
      CALLBOARD_CHROMIUM: chromium,
      CALLBOARD_E2E_URL: `http://localhost:${port}`,
    });
  } finally {
    await backend.server.stop();
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function runPlaywright(node, env) {
  const reportFile = path.join(testOutputDir, 'playwright.json');
  const { output } = await node(
    [
      createRequire(path.join(appDir, 'package.json')).resolve(
        '@playwright/test/cli',
      ),
      'test',
      '--config=playwright.config.ts',
      '--reporter=list,json',
      // Named where it was needed (decision 0092).
      '--retries=1',
    ],
    {
      cwd: appDir,
      env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile },
      onLine: line => {
        if (/^\s+[✓✘-] /.test(line)) console.log(line);
      },
    },
  );
  try {
    return countPlaywright(
      JSON.parse(readFileSync(reportFile, 'utf8')),
      output,
    );
  } catch {
    return { passed: 0, failed: 1, output };
  }
}

function reportMissingBrowser() {
  const message =
    'no Chromium or Chrome was found (CALLBOARD_CHROMIUM may name one)';
  if (process.env.CALLBOARD_REQUIRE_ALL === '1') {
    throw new UserError(
      `The browser tests cannot run: ${message}, and CALLBOARD_REQUIRE_ALL=1 asks for them.`,
    );
  }
  return { passed: 0, failed: 0, note: `SKIPPED, because ${message}` };
}
