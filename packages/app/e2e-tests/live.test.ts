import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import type { Page } from '@playwright/test';
import { apiOf } from './support/api';
import { openAs } from './support/portal';
import { expect, test } from './support/walk';
import { WeekGrid } from './support/WeekGrid';
import type { World } from './support/World';

const WITHIN_MS = 2_000;
const WITHOUT_SIGNALS_MS = 30_000;

/** The booking, as the calendar names it. */
const thinFilms = (grid: WeekGrid) =>
  grid.region.getByRole('button', { name: /^Thin films/ });

async function openCalendar(page: Page, world: World): Promise<WeekGrid> {
  const date = world.monday.toISODate()!;
  await openAs(page, 'developer', world.address('calendar', { date }));
  const grid = WeekGrid.on(page);
  await expect(grid.region.getByRole('cell').first()).toBeVisible();
  await expect(thinFilms(grid)).toBeHidden();
  return grid;
}

async function bookThinFilms(world: World, { entityRef }: Resource) {
  return world.book('researcher', {
    resourceRefs: [entityRef],
    title: 'Thin films',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
}

test('what one person books appears on the open calendar of another', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const sockets: string[] = [];
  page.on('websocket', socket => {
    socket.on('framesent', ({ payload }) => sockets.push(String(payload)));
  });
  const grid = await openCalendar(page, world);
  await expect.poll(() => sockets.join()).toContain('callboard:reservations');

  const { id } = await bookThinFilms(world, bench);
  await expect(thinFilms(grid)).toBeVisible({
    timeout: WITHIN_MS,
  });

  await apiOf('researcher').POST('/bookings/{id}/cancel', {
    params: { path: { id }, header: {} },
    body: {},
  });
  await expect(thinFilms(grid)).toBeHidden({
    timeout: WITHIN_MS,
  });
});

test('the same appears without a WebSocket, a little later', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  await page.routeWebSocket(/\/api\/signals/, socket => socket.close());
  const grid = await openCalendar(page, world);

  await bookThinFilms(world, bench);
  await expect(thinFilms(grid)).toBeVisible({
    timeout: WITHOUT_SIGNALS_MS,
  });
});
