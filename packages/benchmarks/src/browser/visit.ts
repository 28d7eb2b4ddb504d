import type { Browser, Page } from '@playwright/test';
import type { Script } from './scripts';

const PATIENCE_MS = 60_000;
const RETRY_MS = 2_000;

/**
 * Signs in on a page of the portal, as somebody who has never been there. Right
 * after a start the catalog may not know the person yet: they try again.
 */
export async function openAsResearcher(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url, { timeout: PATIENCE_MS });
  const heading = page.getByRole('heading', { name: 'Sign in as' });
  const person = page.getByRole('button', { name: 'Sign in as Researcher' });
  const deadline = Date.now() + PATIENCE_MS;
  await person.waitFor();
  while (await heading.isVisible()) {
    if (Date.now() > deadline) {
      throw new Error(`Nobody could sign in at ${url}`);
    }
    await person.click();
    await heading
      .waitFor({ state: 'hidden', timeout: RETRY_MS })
      .catch(() => {});
  }
}

/** Waits until the calendar has drawn its hours and the bookings have come. */
export async function waitForCalendar(
  page: Page,
  open: () => Promise<void>,
): Promise<void> {
  const bookings = page.waitForResponse(
    response =>
      new URL(response.url()).pathname === '/api/reservations/calendar' &&
      response.ok(),
    { timeout: PATIENCE_MS },
  );
  // Whoever waits for the page must not be overtaken by a rejection of this.
  bookings.catch(() => {});
  await open();
  await bookings;
  await page
    .getByRole('region', { name: 'Calendar of bookings' })
    .getByText('12:00')
    .first()
    .waitFor({ timeout: PATIENCE_MS });
}

/** All scripts that a page loads until it has come to rest. */
export async function collectScripts(
  browser: Browser,
  open: (page: Page) => Promise<void>,
): Promise<Script[]> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
  });
  try {
    const page = await context.newPage();
    const scripts = new Map<string, Promise<string>>();
    page.on('response', response => {
      if (response.request().resourceType() === 'script' && response.ok()) {
        scripts.set(response.url(), response.text());
      }
    });
    await open(page);
    await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS });
    return await Promise.all(
      [...scripts].map(async ([url, text]) => ({ url, text: await text })),
    );
  } finally {
    await context.close();
  }
}
