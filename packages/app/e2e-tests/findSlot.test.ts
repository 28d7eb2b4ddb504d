import { choose } from './support/fields';
import { type Corner, lookAt } from './support/looks';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';

const CORNERS: Corner[] = ['1440 light', '390 dark'];

test('the smallest that suffices comes first, and is booked with one click', async ({
  page,
  world,
}) => {
  const small = await world.resource('Small', { attributes: { cpus: 8 } });
  await world.resource('Large', { attributes: { cpus: 64 } });
  await world.resource('Tiny', { attributes: { cpus: 2 } });
  await openAs(page, 'researcher', world.address('find'));
  const form = page.getByRole('search', { name: 'What to look for' });
  await choose(page, form, 'Type', 'Build server');
  await form.getByRole('textbox', { name: 'CPUs, at least' }).fill('4');
  await form.getByRole('textbox', { name: 'For (hours)' }).fill('3');
  await form.getByRole('textbox', { name: 'For (hours)' }).press('Tab');
  const slots = page.getByRole('list', { name: 'Free slots' });
  await expect(slots.getByRole('listitem')).toHaveCount(2);
  await expect(slots.getByRole('listitem').first()).toContainText(small.title);
  await keepScreenshot(page, 'find-slots');

  // The address is what was asked.
  await page.reload();
  await expect(
    form.getByRole('textbox', { name: 'CPUs, at least' }),
  ).toHaveValue('4');
  await slots
    .getByRole('button', { name: new RegExp(`^Book ${small.title}, `) })
    .click();
  const drawer = page.getByRole('dialog', { name: 'New booking' });
  await drawer.getByLabel('Title').fill('Found');
  await drawer.getByRole('button', { name: /^Book .* for 3 h/ }).click();
  await expect
    .poll(async () => (await world.bookings()).map(({ title }) => title))
    .toEqual(['Found']);
});

test('where nothing is free it says what would have to give', async ({
  page,
  world,
}) => {
  await world.resource('Small', { attributes: { cpus: 8 } });
  await openAs(
    page,
    'researcher',
    world.address('find', { type: 'build-server', 'need.cpus': '128' }),
  );
  await expect(page.getByText('The most there is of CPUs: 8.')).toBeVisible();
  await page.getByRole('button', { name: 'Look for CPUs ≥ 8' }).click();
  await expect(
    page.getByRole('list', { name: 'Free slots' }).getByRole('listitem'),
  ).toHaveCount(1);
  expect(new URL(page.url()).searchParams.get('need.cpus')).toBe('8');
});

test('looks right, wide and narrow, light and dark', async ({ page }) => {
  test.setTimeout(120_000);
  await lookAt(page, {
    persona: 'researcher',
    look: {
      name: 'find',
      url: '/reservations/find?type=gpu-node&need.gpus=4&for=360',
      shows: one => one.getByRole('listitem').filter({ hasText: 'GPU' }),
    },
    checked: CORNERS,
  });
});
