import path from 'node:path';
import { defineConfig } from '@playwright/test';

const LOOKS = /looks\.test\.ts$/i;
const SPEED = /Speed\.test\.ts$/;
/** Those that start a portal of their own. */
const APART = /oidc\.test\.ts$/;

/**
 * `npm test` starts a portal and names it and a browser in the environment;
 * without that, the tests walk the one that `npm start` runs.
 */
export default defineConfig({
  testDir: './e2e-tests',
  outputDir: path.resolve(__dirname, '../../test-output/browser'),
  // Two lanes for two cores. Walks go one after the other, since they change the
  // portal they share; looks change little and can be taken beside them, as can
  // the walks of another portal. What measures time comes last and alone.
  workers: 2,
  projects: [
    { name: 'walks', testIgnore: [LOOKS, SPEED, APART], workers: 1 },
    { name: 'apart', testMatch: APART, workers: 1 },
    // A look is four pages, and pictures of their whole length.
    { name: 'looks', testMatch: LOOKS, workers: 1, timeout: 180_000 },
    {
      name: 'speed',
      testMatch: SPEED,
      workers: 1,
      dependencies: ['walks', 'apart', 'looks'],
    },
  ],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: process.env.CALLBOARD_E2E_URL ?? 'http://localhost:3000',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    screenshot: 'only-on-failure',
    // To keep one of each test takes a sixth of its time.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.CALLBOARD_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
      ],
    },
  },
});
