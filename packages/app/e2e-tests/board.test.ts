import type { Page } from '@playwright/test';
import { type Corner, lookAt } from './support/looks';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

const CORNERS: Corner[] = ['1440 light', '1440 dark'];

/** The board of one day of the test's week. */
async function openBoard(page: Page, world: World, day: number) {
  const date = world.at(day, '00:00').toISODate()!;
  await openAs(page, 'researcher', world.address('board', { date, days: '1' }));
  const board = page.getByRole('treegrid', {
    name: 'Board of resources and times',
  });
  await expect(board.getByRole('row').first()).toBeVisible();
  return board;
}

test('a booking stands on its resource and on what that is part of', async ({
  page,
  world,
}) => {
  const whole = await world.resource('Cluster');
  const node = await world.resource('Node one', {
    parentRef: whole.entityRef,
  });
  await world.resource('Node two', { parentRef: whole.entityRef });
  await world.book('researcher', {
    resourceRefs: [node.entityRef],
    title: 'Thin films',
    start: world.iso(1, '09:00'),
    end: world.iso(1, '12:00'),
  });
  const board = await openBoard(page, world, 1);
  const rowOf = (title: string) =>
    board.getByRole('row').filter({ hasText: title });
  const spoken = /Thin films, Tuesday \d+ \w+, 9 to 12/;
  await expect(
    rowOf(node.title).getByRole('gridcell', { name: spoken }),
  ).toBeVisible();
  await expect(
    rowOf(whole.title).getByRole('gridcell', {
      name: /^A part is booked, Thin films/,
    }),
  ).toBeVisible();
  await expect(
    rowOf(world.title('Node two')).getByRole('gridcell'),
  ).toHaveCount(0);
  await expect(rowOf(node.title)).toContainText('Off');
  await keepScreenshot(page, 'board');

  // What is part of it folds away, and opens with a click on the bar.
  await board.getByText(whole.title).click();
  await expect(board.getByText(node.title)).toBeHidden();
  await board.getByText(whole.title).click();
  await rowOf(node.title).getByRole('gridcell', { name: spoken }).click();
  await expect(page.getByRole('dialog', { name: 'Thin films' })).toBeVisible();
});

test('free time is booked by drawing on it, and says for how long it is free', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  await world.book('developer', {
    resourceRefs: [bench.entityRef],
    title: 'Release build',
    start: world.iso(2, '12:00'),
    end: world.iso(2, '15:00'),
  });
  const board = await openBoard(page, world, 2);
  await expect(board.getByText('Release build')).toBeVisible();
  const name = board.getByRole('rowheader').filter({ hasText: bench.title });
  const row = (await name.boundingBox())!;
  const taken = (await board
    .getByRole('gridcell', { name: /Release build/ })
    .boundingBox())!;
  const perHour = taken.width / 3;
  const at = (hour: number) => ({
    x: taken.x + (hour - 12) * perHour,
    y: row.y + row.height / 2,
  });
  await page.mouse.move(at(9).x, at(9).y);
  await expect(page.locator('[data-ghost]')).toHaveText('free for 12 h');
  await page.mouse.down();
  await page.mouse.move(at(10).x, at(10).y);
  // No further than it is free.
  await page.mouse.move(at(13.5).x, at(13.5).y);
  await expect(page.locator('[data-ghost]')).toContainText('09:00–12:00 · 3 h');
  await keepScreenshot(page, 'board-drawing');
  await page.mouse.up();
  const form = page.getByRole('dialog', { name: 'New booking' });
  await expect(form).toContainText(bench.title);
  await form.getByLabel('Title').fill('Drawn');
  await form.getByRole('button', { name: /^Book Bench/ }).click();
  await expect
    .poll(async () =>
      (await world.bookings())
        .filter(({ title }) => title === 'Drawn')
        .map(({ start, end }) => [start, end]),
    )
    .toEqual([[world.iso(2, '09:00'), world.iso(2, '12:00')]]);
  await expect(board.getByRole('gridcell', { name: /^Drawn, / })).toBeVisible();
});

test('arrows move on the board, and Enter opens what they are on', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Thin films',
    start: world.iso(3, '09:00'),
    end: world.iso(3, '10:00'),
  });
  const board = await openBoard(page, world, 3);
  await expect(board.getByText('Thin films')).toBeVisible();
  await board.focus();
  /** The cell that the keys have reached is read as this. */
  const expectCurrent = (name: RegExp) =>
    expect
      .poll(async () => {
        const id = await board.getAttribute('aria-activedescendant');
        return page.locator(`[id="${id}"]`).getAttribute('aria-label');
      })
      .toMatch(name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expectCurrent(new RegExp(bench.title));
  await page.keyboard.press('ArrowRight');
  await expectCurrent(/^Free, .*, for 9 h$/);
  await page.keyboard.press('ArrowRight');
  await expectCurrent(/^Thin films/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Thin films' })).toBeVisible();
});

test('the board looks right, wide and narrow, light and dark', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await lookAt(page, {
    persona: 'researcher',
    look: {
      name: 'board',
      url: '/reservations/board?days=3&q=GPU cluster 1',
      shows: one => one.getByRole('rowheader', { name: /^GPU cluster 1,/ }),
    },
    checked: CORNERS,
  });
});
