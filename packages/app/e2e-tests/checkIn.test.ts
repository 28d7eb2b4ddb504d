import type {
  NewResourceType,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import { apiOf } from './support/api';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import { instant, type World } from './support/World';

async function ownType(
  world: World,
  policyDefaults: NewResourceType['policyDefaults'],
): Promise<ResourceType> {
  const { data } = await apiOf('admin').POST('/resource-types', {
    body: {
      name: world.title('own').replace(' ', '-'),
      title: world.title('Own'),
      colour: '#7b2fb0',
      siteRef: world.site.entityRef,
      policyDefaults,
    },
  });
  return data!;
}

test('somebody checks in, and the booking begins', async ({ page, world }) => {
  const type = await ownType(world, {
    checkIn: { opensMinutes: 30, withinMinutes: 20 },
  });
  const scope = await world.resource('Scope', { type: type.name });
  const now = DateTime.now();
  const booking = await world.book('researcher', {
    resourceRefs: [scope.entityRef],
    title: 'Imaging',
    start: instant(now.minus({ minutes: 1 })),
    end: instant(now.plus({ hours: 2 })),
  });
  const later = await world.book('researcher', {
    resourceRefs: [scope.entityRef],
    title: 'More imaging',
    start: instant(now.plus({ hours: 4 })),
    end: instant(now.plus({ hours: 5 })),
  });
  expect([booking.status, later.status]).toEqual(['confirmed', 'confirmed']);

  await openAs(page, 'researcher', world.address('mine', { show: 'upcoming' }));
  const row = page
    .getByRole('listitem')
    .filter({ hasText: 'Imaging', hasNotText: 'More' });
  await expect(row).toContainText('Check in until');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'More imaging' }),
  ).toContainText('Check-in opens');
  await expect(
    page.getByRole('button', { name: 'Check in: More imaging' }),
  ).toBeHidden();
  await keepScreenshot(page, 'check-in');
  await row.getByRole('button', { name: 'Check in: Imaging' }).click();
  await expect(page.getByText('Checked in to “Imaging”')).toBeVisible();
  await expect
    .poll(
      async () => {
        const { data } = await apiOf('researcher').GET('/bookings/{id}', {
          params: { path: { id: booking.id } },
        });
        return data!.status;
      },
      { timeout: 3_000 },
    )
    .toBe('active');
});

test('a booking is extended by an hour, and not over what is taken', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const booking = await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Short run',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '11:00'),
  });
  await world.book('developer', {
    resourceRefs: [bench.entityRef],
    title: 'In the way',
    start: world.iso(1, '13:00'),
    end: world.iso(1, '14:00'),
  });
  await openAs(
    page,
    'researcher',
    world.address('mine', { booking: booking.id }),
  );
  const drawer = page.getByRole('dialog', { name: 'Short run' });
  await drawer.getByRole('button', { name: 'Extend: Short run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Extend “Short run”' });
  await dialog.getByRole('button', { name: '+1 day' }).click();
  await dialog.getByRole('button', { name: /^Extend until/ }).click();
  await expect(dialog).toContainText('13:00–14:00');
  await keepScreenshot(page, 'extend-refused');
  await expect(
    dialog.getByRole('button', { name: /^Until .*13:00, which is free/ }),
  ).toBeVisible();
  await dialog.getByRole('button', { name: '+1 hour' }).click();
  await dialog.getByRole('button', { name: /^Extend until/ }).click();
  await expect(page.getByText('“Short run” now ends')).toBeVisible();
  const { data } = await apiOf('researcher').GET('/bookings/{id}', {
    params: { path: { id: booking.id } },
  });
  expect(data!.end).toBe(world.iso(1, '12:00'));
});

test('a booking that ends for the night is kept', async ({ page, world }) => {
  const now = DateTime.now().setZone('Europe/Rome');
  const type = await ownType(world, {
    offHours: { at: now.plus({ hours: 2 }).toFormat('HH:mm') },
  });
  const stage = await world.resource('Stage', { type: type.name });
  const booking = await world.book('researcher', {
    resourceRefs: [stage.entityRef],
    title: 'Endurance test',
    start: instant(now.minus({ minutes: 1 })),
    end: instant(now.plus({ days: 2 })),
  });
  await openAs(page, 'researcher', world.address('mine'));
  const row = page.getByRole('listitem').filter({ hasText: 'Endurance test' });
  await expect(row).toContainText('Ends for the night');
  await row
    .getByRole('button', { name: 'Keep for tonight: Endurance test' })
    .click();
  await expect(
    page.getByText('“Endurance test” is kept for tonight'),
  ).toBeVisible();
  await expect(row).toContainText('Kept for the night');
  const { data } = await apiOf('researcher').GET('/bookings/{id}', {
    params: { path: { id: booking.id } },
  });
  expect(Date.parse(data!.offHoursAt!)).toBeGreaterThan(
    now.plus({ hours: 20 }).toMillis(),
  );
});
