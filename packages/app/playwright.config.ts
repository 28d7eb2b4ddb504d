import path from 'node:path';
import { defineConfig } from '@playwright/test';

/**
 * `npm test` starts a portal and names it and a browser in the environment;
 * without that, the tests walk the one that `npm start` runs.
 */
export default defineConfig({
  testDir: './e2e-tests',
  outputDir: path.resolve(__dirname, '../../test-output/browser'),
  // One after the other: they share one portal and its data.
  workers: 1,
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
    trace: 'retain-on-failure',
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
