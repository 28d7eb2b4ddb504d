import { apiOf } from './support/api';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** A microscope on a site that is open from Monday to Friday, 08:00–18:00. */
async function withMicroscope(world: World) {
  const admin = apiOf('admin');
  await admin.PATCH('/sites/{id}', {
    params: {
      path: { id: world.site.id },
      header: { 'If-Match': '*' },
    },
    body: {
      openingHours: DAYS.map(day => ({
        day,
        opens: '08:00',
        closes: '18:00',
      })),
    },
  });
  return world.resource('Microscope', {
    policies: {
      maxMinutes: 240,
      quotas: [{ per: 'owner', of: 'hours', amount: 6, in: 'week' }],
    },
  });
}

function formAddress(
  world: World,
  resourceRef: string,
  [from, to]: [string, string],
) {
  return world.address('calendar', {
    book: 'new',
    on: resourceRef,
    start: world.iso(1, from),
    end: world.iso(1, to),
  });
}

test('a rule says what would pass, and one click takes it', async ({
  page,
  world,
}) => {
  const microscope = await withMicroscope(world);
  await openAs(
    page,
    'researcher',
    formAddress(world, microscope.entityRef, ['17:00', '19:00']),
  );
  const form = page.getByRole('dialog');
  await expect(
    form.getByText(`${microscope.title} can be used while`),
  ).toBeVisible();
  await expect(
    form.getByText('2 of 6 h that week with this booking'),
  ).toBeVisible();
  await keepScreenshot(page, 'policies-denied');
  await form.getByRole('button', { name: /^Take .*16:00–18:00/ }).click();
  await expect(form.getByText('Free at this time')).toBeVisible();
  await form.getByRole('button', { name: /^Book / }).click();
  await expect(page.getByText(/^Booked “/)).toBeVisible();

  const [booking] = await world.bookings();
  expect(booking).toMatchObject({
    start: world.iso(1, '16:00'),
    end: world.iso(1, '18:00'),
  });
});

test('who looks after it books anyway, and says why', async ({
  page,
  world,
}) => {
  const microscope = await withMicroscope(world);
  await openAs(
    page,
    'admin',
    formAddress(world, microscope.entityRef, ['16:00', '22:00']),
  );
  const form = page.getByRole('dialog');
  await form.getByText('Book anyway', { exact: true }).first().click();
  await form.getByLabel(/^Reason/).fill('The beam time ends tonight');
  await expect(form.getByText(/^Set aside:/).first()).toBeVisible();
  await keepScreenshot(page, 'policies-overridden');
  await form.getByRole('button', { name: 'Book anyway' }).click();
  await expect(page.getByText(/^Booked “/)).toBeVisible();

  const [booking] = await world.bookings();
  expect(booking.policyOverride).toMatchObject({
    by: 'user:default/admin',
    reason: 'The beam time ends tonight',
    codes: expect.arrayContaining(['too_long', 'outside_opening_hours']),
  });
});

test('rules are edited as sentences, and read as sentences', async ({
  page,
  world,
}) => {
  const microscope = await withMicroscope(world);
  await openAs(
    page,
    'admin',
    world.address('admin', { section: 'resources', form: microscope.id }),
  );
  const form = page.getByRole('dialog', { name: microscope.title });
  const longest = form.getByRole('textbox', {
    name: 'At most this long',
  });
  await expect(longest).toHaveValue('4');
  await longest.fill('5');
  await longest.blur();
  await keepScreenshot(page, 'policies-editor');
  await form.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText(`${microscope.title} was saved`)).toBeVisible();

  await page.goto(world.address('explore', { details: microscope.entityRef }));
  const details = page.getByRole('dialog', { name: microscope.title });
  await expect(
    details.getByText('Everybody: at most 6 h a week'),
  ).toBeVisible();
  await expect(details.getByText(/up to 5 h long|At most 5 h/)).toBeVisible();
  await keepScreenshot(page, 'policies-in-words');
});
