import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { expect, type Page, test } from '@playwright/test';
import { BACKEND, tokenOf } from './support/api';
import { expectInCatalog } from './support/catalog';
import { choose } from './support/fields';
import { type Look, lookAt } from './support/looks';
import { keepScreenshot, openAs } from './support/portal';
import { databaseReady, newName, requestScale } from './support/services';

/** The sandbox takes seconds; a busy machine takes longer. */
const SOON = { timeout: 45_000 };

let service: Service;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  service = await databaseReady(newName('db'));
  await expectInCatalog(service.entityRef);
});

const entityName = () => service.entityRef.split('/').at(-1)!;
const pageOf = ({ id }: Service) => `/service-requests/services/${id}`;
const view = (page: Page) => page.getByRole('article', { name: service.name });
const behave = (page: Page, behaviour: string) =>
  choose(page, page, 'Sandbox behaviour', behaviour);

test('a service is found by a word, and is its entity in the catalog', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openAs(
    page,
    'developer',
    `/service-requests/services?q=${service.name}`,
  );
  const row = page.getByRole('row').filter({ hasText: service.name });
  await expect(row.getByText('Ready')).toBeVisible();
  await expect(row.getByText(service.endpoint!)).toBeVisible();
  await row.getByRole('link', { name: service.name }).click();
  await view(page).getByRole('link', { name: entityName() }).click();

  await page.getByRole('link', { name: 'Service', exact: true }).click();
  await expect(view(page).getByText('Ready')).toBeVisible();
  await expect(view(page).getByText(/nothing of it is real/)).toBeVisible();
  await expect(
    view(page).getByRole('img', { name: /^Processor: now/ }),
  ).toBeVisible();
  await keepScreenshot(page, 'service-entity');

  await view(page).getByRole('link', { name: 'Scale' }).click();
  await expect(page).toHaveURL(/operation=scale/);
  await expect(page.getByText(service.name).first()).toBeVisible();
});

test('a size that is not there yet is told from one that is', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openAs(page, 'operations', pageOf(service));
  await behave(page, 'Old size');
  await expect(page.getByText(/: Old size/).first()).toBeVisible();
  await requestScale(service, 80);
  await expect(view(page).getByText('Being changed')).toBeVisible(SOON);
  const storage = view(page)
    .getByRole('region', { name: 'Parameters' })
    .getByRole('row', { name: /^Storage/ });
  await expect(storage).toContainText('80');
  await expect(storage).toContainText('50');
  await expect(storage.getByText('differs')).toBeVisible();
  await keepScreenshot(page, 'service-old-size');

  await behave(page, 'Normal');
  await expect(view(page).getByText('Ready', { exact: true })).toBeVisible(
    SOON,
  );
  await expect(storage.getByText('differs')).toBeHidden(SOON);
  await expect(view(page).getByText('Storage (GiB): 50 → 80')).toBeVisible();
});

test('what is stuck does not say that it is ready', async ({ page }) => {
  test.setTimeout(120_000);
  await openAs(page, 'operations', pageOf(service));
  await behave(page, 'Stuck');
  await expect(page.getByText(/: Stuck/).first()).toBeVisible();
  await requestScale(service, 90);
  await expect(view(page).getByText('Being changed')).toBeVisible(SOON);
  await expect(view(page).getByText('Ready', { exact: true })).toBeHidden();
  await keepScreenshot(page, 'service-stuck');
  await behave(page, 'Normal');
  await expect(view(page).getByText('Ready', { exact: true })).toBeVisible(
    SOON,
  );
});

test('what goes wrong later is on the page, with its reason', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await openAs(page, 'operations', pageOf(service));
  await behave(page, 'Degraded');
  await expect(view(page).getByText('Degraded', { exact: true })).toBeVisible(
    SOON,
  );
  await expect(
    view(page)
      .getByText(/ReconcileError/)
      .first(),
  ).toBeVisible();
  await keepScreenshot(page, 'service-degraded');
  await behave(page, 'Normal');
  await expect(view(page).getByText('Ready', { exact: true })).toBeVisible(
    SOON,
  );
});

test('its owners move its end', async ({ page }) => {
  test.setTimeout(90_000);
  await openAs(page, 'developer', pageOf(service));
  await page.getByRole('button', { name: 'Extend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '+14 days' }).click();
  await dialog.getByRole('button', { name: /^Extend to/ }).click();
  await expect(dialog).toBeHidden();
  await expect(view(page).getByText(/, in 4\d d/)).toBeVisible();
});

test('another team finds neither the service nor its entity', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await openAs(page, 'researcher', pageOf(service));
  await expect(page.getByRole('alert')).toContainText(
    'you may not see it',
    SOON,
  );
  await page.goto(`/service-requests/services?q=${service.name}`);
  await expect(page.getByText('No service fits these filters')).toBeVisible(
    SOON,
  );
  const entity = (persona: string) =>
    tokenOf(persona).then(token =>
      fetch(
        `${BACKEND}/api/catalog/entities/by-name/resource/default/${entityName()}`,
        { headers: { authorization: `Bearer ${token}` } },
      ),
    );
  expect((await entity('researcher')).status).toBe(404);
  for (const persona of ['developer', 'service-reviewer', 'auditor']) {
    expect((await entity(persona)).status, persona).toBe(200);
  }
});

const LOOKS: (() => Look)[] = [
  () => ({
    name: 'services',
    url: '/service-requests/services',
    shows: page => page.getByRole('rowheader'),
  }),
  () => ({
    name: 'service',
    url: pageOf(service),
    shows: page => page.getByRole('img', { name: /^Processor: now/ }),
  }),
  () => ({
    name: 'service-map',
    url: '/service-requests/map',
    shows: page => page.getByRole('figure').getByText(service.name),
  }),
  () => ({
    name: 'service-secrets',
    url: '/service-requests/secrets',
    shows: page => page.getByRole('rowheader'),
  }),
  () => ({
    name: 'service-offerings',
    url: '/service-requests/offerings',
    shows: page => page.getByRole('rowheader'),
  }),
];

test('looks as it should, wide and narrow, light and dark', async ({
  page,
}) => {
  test.setTimeout(240_000);
  for (const look of LOOKS) {
    await lookAt(page, {
      persona: 'admin',
      look: look(),
      checked: ['1440 light', '390 dark'],
    });
  }
});
