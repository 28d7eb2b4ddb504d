import { apiOf } from './support/api';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';

test('an administrator plans maintenance and moves what is in the way', async ({
  browser,
  page,
  world,
}) => {
  const press = await world.resource('Press');
  const other = await world.resource('Mangle');
  const booking = await world.book('researcher', {
    resourceRefs: [press.entityRef],
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
    title: world.title('Test print'),
  });
  await openAs(
    page,
    'admin',
    world.address('admin', { section: 'maintenance' }),
  );
  await page
    .getByRole('button', { name: 'Schedule maintenance' })
    .first()
    .click();
  const form = page.getByRole('dialog', { name: 'Schedule maintenance' });
  await choose(page, form, 'Resource', press.title);
  await form.getByLabel('What is done').fill('New rollers');
  await form
    .getByLabel(/^From/)
    .fill(world.at(1, '09:00').toFormat("yyyy-MM-dd'T'HH:mm"));
  await form
    .getByLabel(/^Until/)
    .fill(world.at(1, '13:00').toFormat("yyyy-MM-dd'T'HH:mm"));
  const affected = form.getByRole('region', { name: 'Bookings in the way' });
  await expect(affected.getByText('1 booking is in the way.')).toBeVisible();
  await expect(
    affected.getByText(`${other.title}, same time`).first(),
  ).toBeVisible();
  await affected.getByText(/^Move them/).click();
  await keepScreenshot(page, 'maintenance-form');
  await form
    .getByRole('button', { name: `Take ${press.title} out of service for 4 h` })
    .click();
  await expect(
    page.getByText(`Planned maintenance of ${press.title}`),
  ).toBeVisible();
  await expect(page.getByText('Moved: 1')).toBeVisible();
  const { data } = await apiOf('researcher').GET('/bookings/{id}', {
    params: { path: { id: booking.id } },
  });
  expect(data!.resourceRefs).toEqual([other.entityRef]);

  const theirs = await browser.newPage();
  await openAs(
    theirs,
    'researcher',
    world.address('calendar', {
      resource: press.entityRef,
      date: world.monday.toISODate()!,
    }),
  );
  await expect(
    theirs.getByText(`Maintenance: New rollers (${press.title})`).first(),
  ).toBeVisible();
  await keepScreenshot(theirs, 'maintenance-calendar');
  await theirs.close();

  const row = page.getByRole('listitem', { name: 'New rollers' });
  await row
    .filter({ hasText: press.title })
    .getByRole('button', { name: 'Call off' })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Call off' })
    .click();
  await expect(
    page.getByText(`Called off the maintenance of ${press.title}`),
  ).toBeVisible();
});
