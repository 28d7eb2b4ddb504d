/**
 * Makes the README's picture from a portal that runs: `npm start` in one
 * terminal, then `node packages/workspace/screenshot.mjs` in another. It shows the
 * laboratory's next week, which the demo always fills.
 */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { repoRoot } from './paths.mjs';

const fromApp = createRequire(
  path.join(repoRoot, 'packages', 'app', 'package.json'),
);
const { chromium } = fromApp('@playwright/test');

const portal = process.env.CALLBOARD_E2E_URL ?? 'http://localhost:3000';
const file = path.join(repoRoot, 'docs', 'images', 'calendar.png');
const WEEK_MS = 7 * 24 * 60 * 60_000;
const address = `${portal}/reservations/calendar?${new URLSearchParams({
  site: 'resource:default/lab',
  tz: 'Europe/Rome',
  date: new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10),
})}`;

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
  });
  await page.addInitScript(() =>
    globalThis.localStorage.setItem(
      'callboard.persona',
      'user:default/researcher',
    ),
  );
  await page.goto(address);
  await page
    .getByRole('region', { name: 'Calendar of bookings' })
    .locator('[data-booking]')
    .first()
    .waitFor();
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  console.log(path.relative(repoRoot, file));
} finally {
  await browser.close();
}
