import { DateTime } from 'luxon';
import { apiOf } from './support/api';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import { instant, type World } from './support/World';

/** Books from two minutes ago, and waits for the booking to run. */
async function bookRunning(world: World, title: string, resourceRef: string) {
  const now = DateTime.now();
  const booking = await world.book('researcher', {
    resourceRefs: [resourceRef],
    title,
    start: instant(now.minus({ minutes: 2 })),
    end: instant(now.plus({ hours: 3 })),
  });
  await expect
    .poll(() => statusOf(booking.id), { timeout: 2_000, intervals: [100] })
    .toBe('active');
  return booking;
}

async function statusOf(id: string) {
  const { data } = await apiOf('researcher').GET('/bookings/{id}', {
    params: { path: { id } },
  });
  return data!.status;
}

test('bookings are current, upcoming and past; one that runs is released early', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const running = await bookRunning(world, 'Night run', bench.entityRef);
  const upcoming = await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Next summer',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });

  await openAs(page, 'researcher', world.address('mine'));
  await expect(page.getByRole('tab', { name: 'Current 1' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(
    page.getByRole('link', { name: 'Night run', exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Release early: Night run' }).click();
  const question = page.getByRole('dialog', {
    name: 'Release “Night run” early?',
  });
  await expect(question).toContainText(bench.title);
  await keepScreenshot(page, 'my-bookings-release');
  await question.getByRole('button', { name: 'Release early' }).click();
  await expect(page.getByText('Released “Night run”')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Current 0' })).toBeVisible();
  expect(await statusOf(running.id)).toBe('released');

  await page.getByRole('tab', { name: 'Upcoming 1' }).click();
  await keepScreenshot(page, 'my-bookings-upcoming');
  await page
    .getByRole('button', { name: 'Cancel booking: Next summer' })
    .click();
  await expect(page.getByText('Cancelled “Next summer”')).toBeVisible();
  await expect(page.getByText('You have nothing booked')).toBeVisible();
  expect(await statusOf(upcoming.id)).toBe('cancelled');

  await page.getByRole('tab', { name: 'Past 2' }).click();
  const past = page.getByRole('tabpanel').getByRole('listitem');
  const row = (title: string) =>
    past.filter({ has: page.getByRole('link', { name: title, exact: true }) });
  await expect(row('Night run')).toContainText('Released');
  await expect(row('Next summer')).toContainText('Cancelled');
  await keepScreenshot(page, 'my-bookings-past');
});

test('a booking is booked again, and shown in the calendar', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const first = await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Monthly check',
    purpose: 'Calibration of the bench',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
  await openAs(page, 'researcher', world.address('mine', { show: 'upcoming' }));
  const more = page.getByRole('button', { name: 'More for Monthly check' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Book again' }).click();
  const form = page.getByRole('dialog', { name: 'New booking' });
  await expect(form.getByLabel('Title', { exact: true })).toHaveValue(
    'Monthly check',
  );
  await expect(form.getByLabel('Purpose', { exact: true })).toHaveValue(
    'Calibration of the bench',
  );
  const day = world.at(2, '10:00').toISODate();
  await form.getByLabel('From (Rome)').fill(`${day}T10:00`);
  await expect(form.getByLabel('To (Rome)')).toHaveValue(`${day}T12:00`);
  await form
    .getByRole('button', { name: `Book ${bench.title} for 2 h` })
    .click();
  await expect(page.getByText('Booked “Monthly check”')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Upcoming 2' })).toBeVisible();
  const again = (await world.bookings()).find(({ id }) => id !== first.id)!;
  expect(again).toMatchObject({
    purpose: 'Calibration of the bench',
    start: world.iso(2, '10:00'),
    end: world.iso(2, '12:00'),
  });

  await more.last().click();
  await page.getByRole('menuitem', { name: 'Show in calendar' }).click();
  const drawer = page.getByRole('dialog', { name: 'Monthly check' });
  await expect(drawer).toContainText('10:00–12:00 (Rome)');
  expect(new URL(page.url()).searchParams.get('date')).toBe(day);
  await page.keyboard.press('Escape');
  await expect(
    page
      .getByRole('region', { name: 'Calendar of bookings' })
      .getByRole('button', { name: 'Monthly check' }),
  ).toHaveCount(2);
});
