import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';

test('a template reserves a resource, and links to the booking', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  await openAs(
    page,
    'researcher',
    '/create/templates/default/reserve-a-resource',
  );

  const resource = page.getByRole('combobox', { name: 'Resource' });
  await resource.fill(bench.title);
  await page.getByRole('option', { name: bench.title }).click();
  const slots = page.getByRole('group', { name: 'Free times' });
  // Not the first: a slow machine would come too late for a start just now.
  await slots.getByRole('button').nth(1).click();
  await expect(page.getByText('Free: it can be booked.')).toBeVisible();
  await keepScreenshot(page, 'template-slot');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Title').fill('Booked by a template');
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();

  const link = page.getByRole('link', { name: 'Open the booking' });
  await expect(link).toBeVisible();
  await keepScreenshot(page, 'template-done');
  const [booking, ...others] = await world.bookings();
  expect(others).toEqual([]);
  expect(booking).toMatchObject({
    title: 'Booked by a template',
    resourceRefs: [bench.entityRef],
    owner: 'user:default/researcher',
  });

  await link.click();
  await expect(
    page.getByRole('dialog', { name: 'Booked by a template' }),
  ).toContainText(bench.title);
});
