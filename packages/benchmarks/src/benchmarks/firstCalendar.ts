import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from '@callboard/workspace/chromium.mjs';
import { repoRoot, testOutputDir } from '@callboard/workspace/paths.mjs';
import {
  backstageCli,
  startBackend,
  waitUntilReady,
} from '@callboard/workspace/portal.mjs';
import { freePort } from '@callboard/workspace/postgres.mjs';
import { runInherited } from '@callboard/workspace/processes.mjs';
import { type Browser, chromium } from '@playwright/test';
import { PortalProcess } from '../browser/PortalProcess';
import { mapsIn, weigh, type Weight } from '../browser/scripts';
import {
  collectScripts,
  openAsResearcher,
  waitForCalendar,
} from '../browser/visit';
import { measure, type Result } from '../results';

const APP_DIR = path.join(repoRoot, 'packages', 'app');
const KB = 1024;

type Print = (line: string) => void;

/** B5: how long until the first calendar, and how much JavaScript it takes. */
export async function firstCalendar(
  print: Print,
  starts: number,
): Promise<Result[]> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error(
      'B5 needs a Chromium or Chrome; CALLBOARD_CHROMIUM may name one',
    );
  }
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const weight = await weighCalendar(browser, print);
    const seconds: number[] = [];
    for (let round = 1; round <= starts; round += 1) {
      seconds.push(await timeFirstCalendar(browser));
      print(
        `  B5 ${round}/${starts}  npm start: ${seconds.at(-1)?.toFixed(1)} s`,
      );
    }
    return [
      measure({
        id: 'B5 start',
        title: 'From npm start (installed, no data yet) to a usable calendar',
        unit: 's',
        subject: {
          name: 'npm start, sign in, calendar drawn',
          values: seconds,
        },
      }),
      measure({
        id: 'B5 size',
        title: 'Gzipped JavaScript of the calendar beyond Backstage’s own',
        unit: 'KB',
        subject: {
          name: '/reservations/calendar beyond /catalog, production build',
          values: [weight.total / KB],
        },
        target: { direction: 'at most', reach: 250 },
        notes: explain(weight),
      }),
    ];
  } finally {
    await browser.close();
  }
}

/** The browser is open already; whoever types the command has one. */
async function timeFirstCalendar(browser: Browser): Promise<number> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
  });
  const started = performance.now();
  const portal = await PortalProcess.start();
  try {
    const page = await context.newPage();
    const url = await portal.url();
    await waitForCalendar(page, () =>
      openAsResearcher(page, `${url}/reservations/calendar`),
    );
    return (performance.now() - started) / 1000;
  } finally {
    await context.close();
    await portal.stop();
  }
}

async function weighCalendar(browser: Browser, print: Print): Promise<Weight> {
  print('Building the app as for production …');
  const code = await runInherited(
    process.execPath,
    [backstageCli, 'package', 'build'],
    { cwd: APP_DIR },
  );
  if (code !== 0) {
    throw new Error('The app could not be built');
  }
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'callboard-bench-'));
  const port = await freePort();
  const backend = startBackend({
    appPort: port,
    backendPort: port,
    dataDir,
    logDir: testOutputDir,
  });
  try {
    await waitUntilReady([backend]);
    const base = `http://localhost:${port}`;
    const catalog = await collectScripts(browser, async page => {
      await openAsResearcher(page, `${base}/catalog`);
      await page
        .getByRole('heading', { name: /catalog/i })
        .first()
        .waitFor();
    });
    const calendar = await collectScripts(browser, page =>
      waitForCalendar(page, () =>
        openAsResearcher(page, `${base}/reservations/calendar`),
      ),
    );
    return weigh(
      calendar,
      catalog,
      mapsIn(path.join(APP_DIR, 'dist', 'static')),
    );
  } finally {
    await backend.server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function explain({ own, shared, scripts }: Weight): string[] {
  const kb = (bytes: number) => `${(bytes / KB).toFixed(0)} KB`;
  const heaviest = scripts
    .slice(0, 5)
    .map(({ url, bytes }) => `${path.basename(url)} ${kb(bytes)}`);
  return [
    `${kb(own)} in ${scripts.length} scripts that /catalog does not load, ${kb(
      shared,
    )} of our modules in scripts that both load`,
    `the heaviest: ${heaviest.join(', ')}`,
  ];
}
