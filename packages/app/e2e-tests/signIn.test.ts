import { expect, test } from '@playwright/test';
import {
  expectNoSidewaysScroll,
  keepScreenshot,
  signIn,
} from './support/portal';

const choice = { name: 'Sign in as', exact: true };

test('a demo person signs in, stays signed in after a reload, and signs out', async ({
  page,
}) => {
  await signIn(page, 'Researcher');
  await page.getByRole('link', { name: 'Catalog' }).first().click();
  await expect(
    page.getByRole('heading', { name: 'Callboard Catalog' }),
  ).toBeVisible();
  await keepScreenshot(page, 'catalog-1440-light');

  await page.reload();
  await expect(
    page.getByRole('heading', { name: 'Callboard Catalog' }),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).first().click();
  await expect(page.getByText('researcher@example.com')).toBeVisible();
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByRole('heading', choice)).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', choice)).toBeVisible();
});

test('the person is chosen with the keyboard alone', async ({ page }) => {
  await page.goto('/catalog');
  await expect(page.getByRole('heading', choice)).toBeVisible();
  const auditor = page.getByRole('button', { name: 'Sign in as Auditor' });
  await expect(auditor).toBeVisible();

  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    if (await auditor.evaluate(card => card === document.activeElement)) break;
  }
  await expect(auditor).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(
    page.getByRole('heading', { name: 'Callboard Catalog' }),
  ).toBeVisible();
});

test('a remembered person who no longer exists is asked again', async ({
  page,
}) => {
  await page.addInitScript(() =>
    localStorage.setItem('callboard.persona', 'user:default/gone'),
  );
  await page.goto('/');

  await expect(page.getByText('Not signed in')).toBeVisible();
  await expect(page.getByText(/user:default\/gone/)).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Sign in as Researcher' }),
  ).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`the sign-in page fits ${width} px, ${colorScheme}`, async ({
      browser,
      baseURL,
    }) => {
      const context = await browser.newContext({
        baseURL,
        colorScheme,
        viewport: { width, height: 844 },
      });
      const page = await context.newPage();
      await page.goto('/');

      await expect(
        page.getByRole('button', { name: /^Sign in as / }),
      ).toHaveCount(12);
      await expectNoSidewaysScroll(page);
      await keepScreenshot(page, `sign-in-${width}-${colorScheme}`);
      await context.close();
    });
  }
}

test('on a telephone every entry of the bar is within reach', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'Researcher', '/settings');

  for (const name of [
    'Search',
    'Reservations',
    'Menu',
    'Notifications',
    'Settings',
  ]) {
    await expect(
      page.getByTestId('mobile-sidebar-root').getByRole('button', { name }),
    ).toBeInViewport({ ratio: 1 });
  }
  await keepScreenshot(page, 'settings-390-light');
});
