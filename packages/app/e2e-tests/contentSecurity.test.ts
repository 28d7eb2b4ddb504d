import { expect, test } from '@playwright/test';
import { signIn } from './support/portal';

/**
 * The policy comes with the app as the backend serves it (`npm test`), not with
 * the development server.
 */
test('the portal works under a policy that runs no inline script', async ({
  page,
}) => {
  const refusals: string[] = [];
  page.on('console', message => {
    if (/content security policy/i.test(message.text())) {
      refusals.push(message.text());
    }
  });
  await signIn(page, 'Administrator', '/catalog');
  await expect(
    page.getByRole('heading', { name: 'Callboard Catalog' }),
  ).toBeVisible();
  await page.goto('/create');
  await expect(page.getByRole('heading', { name: /create/i })).toBeVisible();
  expect(refusals).toEqual([]);

  await page.evaluate(() => {
    const script = document.createElement('script');
    script.text = 'window.inlineScriptRan = true';
    document.head.append(script);
  });
  await expect.poll(() => refusals.length).toBe(1);
  expect(await page.evaluate(() => 'inlineScriptRan' in window)).toBe(false);
});
