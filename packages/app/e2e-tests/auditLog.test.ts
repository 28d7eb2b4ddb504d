import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { apiOf, auditLogApiOf } from './support/api';
import { expectInCatalog } from './support/catalog';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { bookMoveAndCancel, expectOnRecord } from './support/record';
import { expect, test as base } from './support/walk';
import { World } from './support/World';

/** Administers the test's own site, and no other. */
const KEEPER = 'developer';

const test = base.extend<{ elsewhere: World }>({
  // eslint-disable-next-line no-empty-pattern
  world: async ({}, provide) => {
    const world = await World.create({ admins: [`user:default/${KEEPER}`] });
    await provide(world);
    await world.remove();
  },
  // eslint-disable-next-line no-empty-pattern
  elsewhere: async ({}, provide) => {
    const world = await World.create();
    await provide(world);
    await world.remove();
  },
});

const log = (page: Page) =>
  page.getByRole('region', { name: 'Entries, newest first' });

const rows = (page: Page): Locator => log(page).getByRole('listitem');

async function search(page: Page, words: string) {
  await page.getByRole('searchbox', { name: 'Search the log' }).fill(words);
}

async function download(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFileSync(await file.path(), 'utf8');
}

test('what somebody did is found, understood, taken away and proven', async ({
  page,
  world,
}) => {
  test.setTimeout(180_000);
  const bench = await world.resource('Bench');
  const title = world.title('Long run');
  const booking = await bookMoveAndCancel(world, title, bench.entityRef);
  await expectOnRecord('auditor', booking, 3);

  await test.step('the auditor finds it', async () => {
    await openAs(page, 'auditor', '/');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await expect(rows(page).first()).toBeVisible();
    await search(page, title);
    await expect(rows(page)).toHaveText([
      new RegExp(`Researcher\\s*cancelled ${title}.*Done`),
      new RegExp(`Researcher\\s*moved ${title}.*${bench.title}.*Done`),
      new RegExp(`Researcher\\s*booked ${title}.*Done`),
    ]);
    await keepScreenshot(page, 'audit-log-found');
  });

  await test.step('narrows it, and the address says so', async () => {
    await choose(page, page, 'What was done', 'cancelled');
    await expect(rows(page)).toHaveCount(1);
    await expect(page).toHaveURL(/action=booking\.cancelled/);
    await page.reload();
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await search(page, title);
    await expect(rows(page)).toHaveCount(3);
  });

  await test.step('sees what it was before and after', async () => {
    await rows(page)
      .getByRole('button', { name: `moved ${title}` })
      .press('Enter');
    const drawer = page.getByRole('dialog', { name: /^Entry \d/ });
    const changes = drawer.getByRole('table');
    await expect(
      changes.getByRole('row').filter({ hasText: 'Start' }),
    ).toHaveText(/Start.*Mon .*09:00.*Tue .*13:30/);
    await expect(changes.getByRole('row')).toHaveCount(3);
    await keepScreenshot(page, 'audit-log-before-after');
    await drawer.press('Escape');
    await expect(drawer).toBeHidden();
  });

  await test.step('takes exactly that away', async () => {
    const csv = await download(page, 'Export CSV');
    await expect(page.getByText(/3 entries are in .*\.csv/)).toBeVisible();
    const [head, ...lines] = csv.trim().split('\n');
    expect(head).toContain('position');
    expect(lines.filter(line => line.includes(booking.id))).toHaveLength(3);
    const jsonl = await download(page, 'Export JSON Lines');
    const entries = jsonl
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'booking.cancelled',
      'booking.changed',
      'booking.created',
    ]);
  });

  await test.step('and sees that nobody has tampered with it', async () => {
    await page.getByRole('tab', { name: 'Integrity' }).click();
    await page.getByRole('button', { name: 'Verify now' }).click();
    await expect(
      page.getByRole('heading', {
        name: /^The record is whole: \d+ entries checked$/,
      }),
    ).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/^Kept: /)).toBeVisible();
  });

  await test.step('the export is on record too', async () => {
    await page.getByRole('tab', { name: 'Log' }).click();
    // What was read a moment ago stands; newer entries are offered, or read anew.
    await page.reload();
    await expect(
      rows(page)
        .filter({ hasText: 'took entries of the audit log away as a file' })
        .first(),
    ).toContainText('Auditor');
  });
});

test('who administers a site sees its entries and no others', async ({
  page,
  world,
  elsewhere,
}) => {
  test.setTimeout(180_000);
  const bench = await world.resource('Bench');
  const own = await bookMoveAndCancel(
    world,
    world.title('Own run'),
    bench.entityRef,
  );
  const table = await elsewhere.resource('Table');
  const foreign = await bookMoveAndCancel(
    elsewhere,
    elsewhere.title('Foreign run'),
    table.entityRef,
  );
  await expectOnRecord(KEEPER, own, 3);
  await expectOnRecord('auditor', foreign, 3);
  await expectInCatalog(bench.entityRef);

  await openAs(page, KEEPER, '/audit-log');
  await expect(page.getByRole('tab', { name: 'Log' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Integrity' })).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Access review' })).toHaveCount(0);
  await expect(log(page)).toContainText(own.title);
  await expect(log(page)).not.toContainText(foreign.title);
  await expect(log(page)).not.toContainText(elsewhere.site.title);
  await search(page, own.title);
  await expect(rows(page)).toHaveCount(3);
  await search(page, foreign.title);
  await expect(page.getByText('Nothing matches these filters')).toBeVisible();
  const refused = await auditLogApiOf(KEEPER)
    .POST('/verify')
    .catch(error => error.status);
  expect(refused).toBe(403);

  await page.goto(`/catalog/default/resource/${bench.name}/audit`);
  await expect(rows(page).filter({ hasText: own.title })).toHaveCount(3);
  await page.goto(`/catalog/default/resource/${table.name}/audit`);
  await expect(page.getByText('Not for you to see')).toBeVisible();
});

test('a member is offered no audit log, and is told why at its address', async ({
  page,
}) => {
  await openAs(page, 'researcher', '/audit-log/integrity');
  await expect(page.getByRole('link', { name: 'Webhooks' })).toBeVisible();
  await page.goto('/audit-log');
  await expect(page.getByText('Not for you to see')).toBeVisible();
  await expect(
    page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Audit log' }),
  ).toHaveCount(0);
});

test('the auditor sees who can do what, and takes it away', async ({
  page,
  world,
}) => {
  await openAs(page, 'auditor', '/audit-log/access');
  const table = page.getByRole('table', { name: 'Rights, by person' });
  const { data } = await apiOf('admin').GET('/sites/{id}/members', {
    params: { path: { id: world.site.id } },
  });
  expect(data!.items.map(({ ref }) => ref)).toContain(`user:default/${KEEPER}`);
  await choose(page, page, 'Role', 'Global administrator');
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table).toContainText('Administrator');
  await expect(table).toContainText(/Group .*administrators/);
  const csv = await download(page, 'Export CSV');
  expect(csv).toContain('user:default/admin');
  await page.getByRole('radio', { name: 'Changes' }).click();
  await expect(
    page
      .getByRole('region', { name: /^Changes of memberships/ })
      .or(page.getByText('Nothing has changed yet')),
  ).toBeVisible();
});
