import { readFile } from 'node:fs/promises';
import { choose } from './support/fields';
import { lookAt } from './support/looks';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

/** A bench at € 12 an hour with three bookings in the test's week. */
async function usedBench(world: World) {
  const bench = await world.resource('Bench', {
    rates: [{ from: '2020-01-01', perUnitHour: 12, currency: 'EUR' }],
  });
  const idle = await world.resource('Spare desk');
  const book = (persona: string, day: number, from: string, to: string) =>
    world.book(persona, {
      resourceRefs: [bench.entityRef],
      start: world.iso(day, from),
      end: world.iso(day, to),
      title: world.title('Run'),
    });
  await book('researcher', 0, '08:00', '14:00');
  await book('developer', 1, '08:00', '10:00');
  await book('researcher', 1, '10:00', '14:00');
  return { bench, idle };
}

function week(world: World) {
  return {
    range: 'own',
    from: world.monday.toISODate()!,
    to: world.monday.plus({ days: 6 }).toISODate()!,
  };
}

test('a report shows how busy a site is, by whom and at what cost, and is a file', async ({
  page,
  world,
}) => {
  const { bench, idle } = await usedBench(world);
  await openAs(page, 'admin', world.address('reports', week(world)));

  // 12 h of twice 7 × 24 h, at € 12.
  const figures = page.getByRole('region', { name: 'Key figures' });
  await expect(figures.getByText('3.6%')).toBeVisible();
  await expect(figures.getByText('12 h')).toBeVisible();
  await expect(figures.getByText('€144.00')).toBeVisible();
  await figures.getByRole('button', { name: 'What Utilisation means' }).focus();
  await expect(page.getByRole('tooltip')).toContainText('12 h of 336 h');

  const rowOf = (name: string) =>
    page.getByRole('row').filter({ hasText: name });
  await expect(rowOf(bench.title)).toContainText('7.1%');
  await expect(rowOf(idle.title)).toContainText('0%');
  await expect(
    page.getByText('Busiest: Monday, 08:00–09:00 (50%)'),
  ).toBeVisible();
  await keepScreenshot(page, 'reports');

  await page.getByRole('radio', { name: 'Owner' }).click();
  await expect(rowOf('Researcher')).toContainText('€120.00');
  await expect(rowOf('Developer')).toContainText('€24.00');
  expect(new URL(page.url()).searchParams.get('by')).toBe('owner');

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toMatch(/^owner,title,bookings,booked_hours,.*,cost_EUR$/);
  expect(lines).toContainEqual(
    expect.stringMatching(/^user:default\/researcher,Researcher,2,10,.*,120$/),
  );

  await choose(page, page, 'Measured against', 'Opening hours');
  await expect(page).toHaveURL(/hours=open/);
  await choose(page, page, 'Type', 'Staging environment');
  await expect(
    page.getByText('Nothing was booked in this period'),
  ).toBeVisible();
});

test('a team lead sees what the team used, and no more', async ({
  page,
  world,
}) => {
  await usedBench(world);
  const address = world.address('reports', { ...week(world), by: 'owner' });
  await openAs(page, 'team-lead', address);
  await expect(page.getByText(/bookings of your team/)).toBeVisible();
  const rows = page.getByRole('row');
  await expect(rows.filter({ hasText: 'Researcher' })).toContainText('10 h');
  await expect(rows.filter({ hasText: 'Developer' })).toBeHidden();
  await expect(page.getByText('Utilisation', { exact: true })).toBeHidden();
});

test('who answers for nothing is told whom reports are for', async ({
  page,
}) => {
  // Nobody's lead, and no test makes them a site's administrator.
  await openAs(page, 'researcher', '/reservations/reports');
  await expect(
    page.getByText(/for those who answer for what is used/),
  ).toBeVisible();
});

test('an administrator sets a rate, and the booking form says what it comes to', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Rated bench');
  await openAs(page, 'admin', world.address('admin', { section: 'resources' }));
  await page
    .getByRole('button', { name: `Edit ${bench.title}` })
    .first()
    .click();
  const form = page.getByRole('dialog');
  await form.getByText('Rates of its own').click();
  await form.getByRole('button', { name: 'Add a rate' }).click();
  await form.getByRole('textbox', { name: 'Per unit and hour' }).fill('12');
  await form.getByRole('button', { name: /^Save/ }).click();
  await expect(form).toBeHidden();

  await page.goto(world.address('explore'));
  await page.getByRole('button', { name: bench.title, exact: true }).click();
  await expect(page.getByText('€12.00 per hour')).toBeVisible();
  await page
    .getByRole('button', { name: `Book ${bench.title}` })
    .last()
    .click();
  await expect(page.getByText(/^About €12.00 for 1 h/)).toBeVisible();
});

test('reports look right wide and narrow, light and dark', async ({ page }) => {
  await lookAt(page, {
    persona: 'admin',
    look: {
      name: 'reports',
      url: '/reservations/reports',
      shows: on => on.getByRole('region', { name: 'Key figures' }),
    },
    checked: ['1440 light', '390 dark'],
  });
});
