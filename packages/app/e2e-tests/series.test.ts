import type { Series } from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import { apiOf } from './support/api';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import { instant } from './support/World';

const ZONE = 'Europe/Rome';

/** A Tuesday, nine o'clock, whose next week has another offset from UTC. */
function beforeTheClockChanges(): DateTime {
  let day = DateTime.now().setZone(ZONE).plus({ weeks: 3 }).startOf('week');
  day = day.plus({ days: 1 }).set({ hour: 9 });
  while (day.offset === day.plus({ weeks: 1 }).offset) {
    day = day.plus({ weeks: 1 });
  }
  return day;
}

async function seriesOf(id: string): Promise<Series> {
  const { data } = await apiOf('researcher').GET('/series/{id}', {
    params: { path: { id } },
  });
  return data!;
}

/** Day and hours by the clock on the wall. */
const local = ({ start, end }: { start: string; end: string }) =>
  [start, end]
    .map(at => DateTime.fromISO(at, { zone: ZONE }))
    .map((at, index) => at.toFormat(index === 0 ? 'yyyy-MM-dd HH:mm' : 'HH:mm'))
    .join('–');

test('a weekly series skips what is taken, and is moved, edited and cancelled', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const first = beforeTheClockChanges();
  const week = (n: number) => first.plus({ weeks: n });
  const day = (n: number) => week(n).toISODate()!;
  await world.book('admin', {
    resourceRefs: [bench.entityRef],
    title: 'Service of the bench',
    start: instant(week(2)),
    end: instant(week(2).plus({ hours: 1 })),
  });

  await openAs(
    page,
    'researcher',
    world.address('mine', {
      show: 'upcoming',
      book: 'new',
      on: bench.entityRef,
      start: instant(first),
      end: instant(first.plus({ hours: 2 })),
      title: 'Weekly run',
    }),
  );
  const form = page.getByRole('dialog', { name: 'New booking' });
  await choose(page, form, 'Repeats', 'Every week');
  const times = form.getByRole('textbox', { name: 'Times' });
  await times.fill('5');
  await times.blur();
  await expect(form.getByText('Every Tuesday, 5 times')).toBeVisible();
  await expect(
    form.getByText('RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5'),
  ).toBeVisible();
  await expect(form.getByText('1 of 5 cannot be booked.')).toBeVisible();
  await form.getByText('Leave out what is taken').click();
  await keepScreenshot(page, 'series-form');
  await form
    .getByRole('button', { name: `Book ${bench.title} 4 times` })
    .click();
  await expect(page.getByText('Booked 4 times: Weekly run')).toBeVisible();

  const made = (await world.bookings()).find(({ seriesId }) => seriesId)!;
  const series = await seriesOf(made.seriesId!);
  // The same time by the clock, on both sides of the night in which it changes.
  expect(series.items.map(local)).toEqual(
    [0, 1, 3, 4].map(n => `${day(n)} 09:00–11:00`),
  );

  // In the list it is one entry; one of it is moved by itself.
  await page.getByRole('button', { name: '3 more of this series' }).click();
  const rows = page.getByRole('link', { name: 'Weekly run', exact: true });
  await expect(rows).toHaveCount(4);
  await keepScreenshot(page, 'series-list');
  const change = async (id: string, from: string, part: string) => {
    await page.goto(world.address('mine', { booking: id, edit: '1' }));
    const edit = page.getByRole('dialog', { name: 'Edit booking' });
    await edit.getByLabel('From (Rome)').fill(from);
    await edit.getByRole('button', { name: /^Save/ }).click();
    const which = page.getByRole('dialog', {
      name: 'Change which of the series?',
    });
    await which.getByText(part, { exact: true }).click();
    await keepScreenshot(page, 'series-which');
    await which.getByRole('button', { name: /^Save/ }).click();
    await expect(page.getByText('Changed “Weekly run”').last()).toBeVisible();
  };
  const [, second, third] = series.items;
  await change(second.id, `${day(1)}T14:00`, 'This booking');
  const drawer = page.getByRole('dialog', { name: 'Weekly run' });
  await expect(drawer).toContainText('2 of 4');
  await keepScreenshot(page, 'series-drawer');

  await change(third.id, `${day(3)}T15:00`, 'This and those that follow');
  expect((await seriesOf(series.id)).items.map(local)).toEqual([
    `${day(0)} 09:00–11:00`,
    `${day(1)} 14:00–16:00`,
  ]);
  const { data: moved } = await apiOf('researcher').GET('/bookings/{id}', {
    params: { path: { id: third.id } },
  });
  const after = await seriesOf(moved!.seriesId!);
  expect(after.items.map(local)).toEqual(
    [3, 4].map(n => `${day(n)} 15:00–17:00`),
  );

  await page.goto(world.address('mine', { booking: after.items[1].id }));
  await drawer
    .getByRole('button', { name: 'Cancel booking: Weekly run' })
    .click();
  const which = page.getByRole('dialog', {
    name: 'Cancel which of the series?',
  });
  await which.getByText('All of the series', { exact: true }).click();
  await which.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(
    page.getByText('Cancelled “Weekly run” and more of its series'),
  ).toBeVisible();
  expect((await seriesOf(after.id)).items.map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
  ]);
});

test('a series gets another rule from one booking on', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const first = beforeTheClockChanges();
  const day = (week: number, days = 0) =>
    first.plus({ weeks: week, days }).toISODate()!;
  const { data: made } = await apiOf('researcher').POST('/bookings', {
    body: {
      resourceRefs: [bench.entityRef],
      title: 'Thin films',
      start: instant(first),
      end: instant(first.plus({ hours: 2 })),
      timeZone: ZONE,
      recurrence: { rule: 'FREQ=WEEKLY;COUNT=4' },
    },
  });
  const series = await seriesOf(made!.seriesId!);

  await openAs(
    page,
    'researcher',
    world.address('mine', { booking: series.items[1].id }),
  );
  await page.getByRole('button', { name: 'Change how it repeats' }).click();
  const form = page.getByRole('dialog', { name: 'How “Thin films” repeats' });
  await expect(form.getByText('Every Tuesday, 3 times')).toBeVisible();
  await form.getByRole('button', { name: 'Thursday' }).click();
  await expect(form.getByText('New', { exact: true })).toHaveCount(1);
  await expect(form.getByText('Cancelled: 1')).toBeVisible();
  await keepScreenshot(page, 'series-rule');
  await form.getByRole('button', { name: 'Change the series' }).click();
  await expect(
    page.getByText('Changed how “Thin films” repeats'),
  ).toBeVisible();

  expect((await seriesOf(series.id)).items.map(local)).toEqual([
    `${day(0)} 09:00–11:00`,
    `${day(3)} 09:00–11:00`,
  ]);
  const { data: second } = await apiOf('researcher').GET('/bookings/{id}', {
    params: { path: { id: series.items[1].id } },
  });
  const after = await seriesOf(second!.seriesId!);
  expect(after.items.map(local)).toEqual([
    `${day(1)} 09:00–11:00`,
    `${day(1, 2)} 09:00–11:00`,
    `${day(2)} 09:00–11:00`,
  ]);
  expect(
    after.items.map(({ id }) => series.items.some(one => one.id === id)),
  ).toEqual([true, false, true]);
});

test('several at once: what cannot be booked is reported', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const other = await world.resource('Other');
  await world.book('admin', {
    resourceRefs: [other.entityRef],
    title: 'Service',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
  await openAs(
    page,
    'researcher',
    world.address('mine', {
      book: 'new',
      on: [bench.entityRef, other.entityRef].join(','),
      start: world.iso(1, '10:00'),
      end: world.iso(1, '12:00'),
      title: 'Both benches',
    }),
  );
  const form = page.getByRole('dialog', { name: 'New booking' });
  await form.getByText('A booking for each resource').click();
  await form.getByText('book the others').click();
  await form.getByRole('button', { name: 'Add another time' }).click();
  await form.getByRole('button', { name: 'Book 4 at once' }).click();
  const report = page.getByRole('dialog', { name: '3 of 4 booked' });
  await expect(report.getByText('Not booked')).toHaveCount(1);
  await keepScreenshot(page, 'bulk-report');
  await report.getByRole('button', { name: 'Done' }).click();
  const own = (await world.bookings()).filter(
    ({ title }) => title === 'Both benches',
  );
  expect(own).toHaveLength(3);
});
