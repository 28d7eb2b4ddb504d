import type { Page } from '@playwright/test';
import { DateTime } from 'luxon';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import { WeekGrid } from './support/WeekGrid';
import type { World } from './support/World';

async function openCalendar(
  page: Page,
  world: World,
  query: Record<string, string> = {},
): Promise<WeekGrid> {
  const date = world.monday.toISODate()!;
  await openAs(
    page,
    'researcher',
    world.address('calendar', { date, ...query }),
  );
  const grid = WeekGrid.on(page);
  await expect(grid.region.getByRole('cell').first()).toBeVisible();
  return grid;
}

/** What is booked at the test's site, and when. */
async function spans(world: World) {
  const bookings = await world.bookings();
  return bookings.map(({ title, start, end }) => ({ title, start, end }));
}

test('a drag on free time fills in the form, and Book books it', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const grid = await openCalendar(page, world);
  await grid.drag(world.at(1, '10:00'), world.at(1, '12:00'));

  const form = page.getByRole('dialog', { name: 'New booking' });
  const day = world.at(1, '10:00').toISODate();
  await expect(form.getByLabel('From (Rome)')).toHaveValue(`${day}T10:00`);
  await expect(form.getByLabel('To (Rome)')).toHaveValue(`${day}T12:00`);

  await choose(page, form, 'Resources', bench.title);
  await expect(form.getByText('Free at this time')).toBeVisible();
  await form.getByLabel('Title', { exact: true }).fill('Thin films');
  await keepScreenshot(page, 'calendar-new-booking');
  await form
    .getByRole('button', { name: `Book ${bench.title} for 2 h` })
    .click();

  await expect(form).toBeHidden();
  await expect(page.getByText('Booked “Thin films”')).toBeVisible();
  await expect(
    grid.spoken('Thin films', world.at(1, '10:00'), world.at(1, '12:00')),
  ).toBeVisible();
  expect(await spans(world)).toEqual([
    {
      title: 'Thin films',
      start: world.iso(1, '10:00'),
      end: world.iso(1, '12:00'),
    },
  ]);
  await keepScreenshot(page, 'calendar-booked');
});

test('a booking is moved to another day and made longer by dragging', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Thin films',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
  const grid = await openCalendar(page, world);

  await grid.move('Thin films', world.at(1, '10:00'), world.at(3, '11:30'));
  await expect(page.getByText('Moved “Thin films”')).toBeVisible();
  await expect(
    grid.spoken('Thin films', world.at(3, '11:30'), world.at(3, '13:30')),
  ).toBeVisible();
  expect(await spans(world)).toEqual([
    {
      title: 'Thin films',
      start: world.iso(3, '11:30'),
      end: world.iso(3, '13:30'),
    },
  ]);

  await grid.resize('Thin films', world.at(3, '15:00'));
  await expect(
    grid.spoken('Thin films', world.at(3, '11:30'), world.at(3, '15:00')),
  ).toBeVisible();
  await expect
    .poll(() => spans(world))
    .toEqual([
      {
        title: 'Thin films',
        start: world.iso(3, '11:30'),
        end: world.iso(3, '15:00'),
      },
    ]);
});

test('a booking dropped on taken time springs back, and an offer is one click', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  await world.book('developer', {
    resourceRefs: [bench.entityRef],
    title: 'Release build',
    start: world.iso(2, '10:00'),
    end: world.iso(2, '12:00'),
  });
  const mine = await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Thin films',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
  const grid = await openCalendar(page, world);
  await expect(grid.event('Release build')).toBeVisible();
  await grid.move('Thin films', world.at(1, '10:00'), world.at(2, '11:00'));

  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('“Thin films” was not moved');
  await expect(refusal).toContainText(/Taken .*, 10:00–12:00/);
  await expect(
    grid.spoken('Thin films', world.at(1, '10:00'), world.at(1, '12:00')),
  ).toBeVisible();
  await keepScreenshot(page, 'calendar-sprung-back');

  const offers = refusal.getByRole('button', { name: /\d\d:\d\d/ });
  await expect(offers.first()).toBeVisible();
  const offered = await offers.first().textContent();
  await offers.first().click();

  await expect(page.getByText('Moved “Thin films”')).toBeVisible();
  await expect(refusal).toBeHidden();
  const moved = (await world.bookings()).find(({ id }) => id === mine.id)!;
  const [, from, to] = /(\d\d:\d\d)–(\d\d:\d\d)/.exec(offered!)!;
  expect([hour(moved.start), hour(moved.end)]).toEqual([from, to]);
  expect(moved.start).not.toBe(mine.start);
});

test('view, day and filters are in the address, and a reload keeps them', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const seats = await world.resource('Seats', { type: 'software-licence' });
  await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Mine on the bench',
    start: world.iso(0, '09:00'),
    end: world.iso(0, '10:00'),
  });
  await world.book('developer', {
    resourceRefs: [bench.entityRef],
    title: 'Theirs on the bench',
    start: world.iso(1, '09:00'),
    end: world.iso(1, '10:00'),
  });
  await world.book('developer', {
    resourceRefs: [seats.entityRef],
    title: 'Theirs on the seats',
    start: world.iso(2, '09:00'),
    end: world.iso(2, '10:00'),
  });
  const grid = await openCalendar(page, world);
  const expectShown = async (...titles: string[]) => {
    for (const title of titles) await expect(grid.event(title)).toBeVisible();
    await expect(grid.event('on the')).toHaveCount(titles.length);
  };
  await expectShown(
    'Mine on the bench',
    'Theirs on the bench',
    'Theirs on the seats',
  );

  const filters = page.getByRole('group', { name: 'Filters' });
  await choose(page, filters, 'Type', 'Build server');
  await expectShown('Mine on the bench', 'Theirs on the bench');
  await filters.getByRole('switch', { name: 'Mine' }).press('Space');
  await expectShown('Mine on the bench');
  await page.reload();
  await expectShown('Mine on the bench');
  await expect(filters.getByRole('switch', { name: 'Mine' })).toBeChecked();

  await filters.getByRole('button', { name: 'Clear filters' }).click();
  await choose(page, filters, 'Resource', seats.title);
  await expectShown('Theirs on the seats');
  await page.getByRole('radio', { name: 'Month' }).click();
  await expectShown('Theirs on the seats');
  const address = new URL(page.url()).searchParams;
  expect(address.get('view')).toBe('month');
  expect(address.get('date')).toBe(world.monday.toISODate());
  expect(address.get('resource')).toBe(seats.entityRef);
  await page.reload();
  await expectShown('Theirs on the seats');
  await expect(page.getByRole('radio', { name: 'Month' })).toBeChecked();

  await filters.getByRole('searchbox').fill('no such booking');
  await expectShown();
  await filters.getByRole('button', { name: 'Clear filters' }).click();
  await expectShown(
    'Mine on the bench',
    'Theirs on the bench',
    'Theirs on the seats',
  );
  await choose(page, page, 'Site', 'Campus');
  await expectShown();
  expect(new URL(page.url()).searchParams.get('site')).toBe(
    'resource:default/campus',
  );
});

test('everything is reached with the keyboard', async ({ page, world }) => {
  const bench = await world.resource('Bench');
  for (const [day, title] of ['First run', 'Second run'].entries()) {
    await world.book('researcher', {
      resourceRefs: [bench.entityRef],
      title,
      start: world.iso(day, '09:00'),
      end: world.iso(day, '10:00'),
    });
  }
  const grid = await openCalendar(page, world);
  await expect(grid.event('Second run')).toBeVisible();

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'New booking' });
  await expect(form).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();

  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search bookings' });
  await expect(search).toBeFocused();
  await page.keyboard.type('n? run');
  await expect(form).toBeHidden();
  await search.fill('');

  await grid.event('First run').focus();
  await page.keyboard.press('ArrowRight');
  await expect(grid.event('Second run')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(grid.event('First run')).toBeFocused();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'First run' });
  await expect(drawer).toContainText(bench.title);
  await expect(drawer).toContainText('09:00–10:00 (Rome)');
  await keepScreenshot(page, 'calendar-drawer');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('a booking is cancelled from its drawer, and that is undone', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const booking = {
    title: 'Thin films',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  };
  await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    ...booking,
  });
  const grid = await openCalendar(page, world);
  await grid.event('Thin films').click();
  const drawer = page.getByRole('dialog', { name: 'Thin films' });
  await drawer
    .getByRole('button', { name: 'Cancel booking: Thin films' })
    .click();
  await expect(drawer).toBeHidden();
  await expect(page.getByText('Cancelled “Thin films”')).toBeVisible();
  await expect(grid.event('Thin films')).toBeHidden();
  expect(await spans(world)).toEqual([]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(grid.event('Thin films')).toBeVisible();
  await expect(page.getByText('Booked “Thin films” again')).toBeVisible();
  expect(await spans(world)).toEqual([booking]);
});

function hour(iso: string): string {
  return DateTime.fromISO(iso, { zone: 'Europe/Rome' }).toFormat('HH:mm');
}
