import type { Page } from '@playwright/test';
import { expectInCatalog } from './support/catalog';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import { World } from './support/World';

async function searchCatalog(page: Page, persona: string, text: string) {
  await openAs(
    page,
    persona,
    '/catalog?filters[kind]=resource&filters[user]=all',
  );
  await page.getByPlaceholder('Search', { exact: true }).fill(text);
}

test('the catalog finds a resource and shows its availability and bookings', async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  const bench = await world.resource('Bench');
  await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Thin films',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
  await expectInCatalog(bench.entityRef);
  await searchCatalog(page, 'researcher', bench.title);
  await page.getByRole('link', { name: bench.title }).click();

  await expect(
    page.getByRole('heading', { name: 'Availability now' }),
  ).toBeVisible();
  await expect(page.getByText('Free now')).toBeVisible();
  await keepScreenshot(page, 'entity-card');

  await page.getByRole('link', { name: 'Bookings', exact: true }).click();
  const calendar = page.getByRole('region', { name: 'Calendar of bookings' });
  await expect(calendar).toBeVisible();
  const tab = new URL(page.url());
  tab.searchParams.set('date', world.monday.toISODate()!);
  await page.goto(tab.href);
  await expect(
    calendar.getByRole('button', { name: 'Thin films' }),
  ).toBeVisible();
  await keepScreenshot(page, 'entity-bookings');
});

test('what stands at a private site is there for its members alone', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const world = await World.create({
    visibility: 'members',
    members: ['group:default/platform-team'],
  });
  try {
    const vault = await world.resource('Vault');
    await expectInCatalog(vault.entityRef);

    await searchCatalog(page, 'developer', vault.title);
    await expect(page.getByRole('link', { name: vault.title })).toBeVisible();

    const stranger = await (await browser.newContext()).newPage();
    await searchCatalog(stranger, 'researcher', vault.title);
    await expect(stranger.getByText('No records to display')).toBeVisible();
    await stranger.goto(`/catalog/default/resource/${vault.name}`);
    await expect(stranger.getByText(/not found/i).first()).toBeVisible();
    await stranger.goto(`/reservations/explore?q=${vault.name}&site=all`);
    await expect(
      stranger.getByText('Nothing matches these filters'),
    ).toBeVisible();
    await stranger.context().close();
  } finally {
    await world.remove();
  }
});

test('the search of the portal finds a resource', async ({ page }) => {
  test.setTimeout(180_000);
  await openAs(page, 'researcher', '/search?query=Mass+spectrometer');
  // The index is built some time after the backend's start.
  await expect(async () => {
    await page.reload();
    await expect(
      page.getByRole('link', { name: /Mass spectrometer/i }).first(),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 150_000 });
  await keepScreenshot(page, 'search');
});
