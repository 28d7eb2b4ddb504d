import path from 'node:path';
import { expect, Page } from '@playwright/test';

const screenshots = path.resolve(
  __dirname,
  '../../../../test-output/screenshots',
);

/**
 * Notifications pop up over whatever page is open, also those that another walk
 * causes for the same person: a text or an alert would be there twice, or a
 * button covered. They are read on their own page.
 */
async function hidePopUps(page: Page) {
  await page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.notistack-SnackbarContainer { display: none }');
    document.adoptedStyleSheets.push(sheet);
  });
}

/** Opens a page as the demo person of that title, such as `Researcher`. */
export async function signIn(page: Page, title: string, url = '/') {
  await hidePopUps(page);
  await page.goto(url);
  await page.getByRole('button', { name: `Sign in as ${title}` }).click();
  await expect(
    page.getByRole('heading', { name: 'Sign in as' }),
  ).not.toBeVisible();
}

/**
 * Opens a page as somebody who has signed in before, such as `researcher`: the
 * sign-in page has its own tests.
 */
export async function openAs(page: Page, persona: string, url: string) {
  await hidePopUps(page);
  await page.addInitScript(
    ref => localStorage.setItem('callboard.persona', ref),
    `user:default/${persona}`,
  );
  await page.goto(url);
}

/** Keeps a picture under test-output/screenshots, for people to look at. */
export async function keepScreenshot(page: Page, name: string) {
  await page.screenshot({
    path: path.join(screenshots, `${name}.png`),
    fullPage: true,
  });
}

/** How much wider than the window the page is, in pixels. */
async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
  );
}

/** Nothing is wider than the window, once the page has taken its new width. */
export async function expectNoSidewaysScroll(page: Page, message?: string) {
  await expect
    .configure({ soft: true })
    .poll(() => overflowOf(page), { message })
    .toBe(0);
}
