import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';

test('a booker reports a problem, and staff take the thing out of service', async ({
  page,
  world,
}) => {
  const lathe = await world.resource('Lathe');
  const booking = await world.book('researcher', {
    resourceRefs: [lathe.entityRef],
    start: world.iso(2, '10:00'),
    end: world.iso(2, '11:00'),
    title: world.title('Turning'),
  });
  const name = world.title('The chuck slips');
  await openAs(
    page,
    'researcher',
    world.address('mine', { booking: booking.id }),
  );
  await page
    .getByRole('button', { name: `Report a problem with ${booking.title}` })
    .click();
  const report = page.getByRole('dialog', {
    name: `What is wrong with ${lathe.title}?`,
  });
  await report.getByRole('button', { name: 'Report' }).click();
  await expect(report.getByText('Say what is wrong.')).toBeVisible();
  await report.getByLabel('What is wrong').fill(name);
  await keepScreenshot(page, 'problem-report');
  await report.getByRole('button', { name: 'Report' }).click();
  await expect(
    page.getByText(`Reported the problem with ${lathe.title}`),
  ).toBeVisible();

  await openAs(page, 'admin', world.address('admin', { section: 'problems' }));
  await expect(
    page.getByRole('tab', { name: /^Problems \(\d+\)/ }),
  ).toBeVisible();
  const row = page.getByRole('listitem', { name });
  await keepScreenshot(page, 'problems');
  await row.getByRole('button', { name: 'Set maintenance' }).click();
  const form = page.getByRole('dialog', {
    name: `Take ${lathe.title} out of service now`,
  });
  await expect(form.getByLabel('What is done')).toHaveValue(name);
  await form.getByRole('button', { name: /out of service for/ }).click();
  await expect(
    page.getByText(`Planned maintenance of ${lathe.title}`),
  ).toBeVisible();
  await expect(row.getByText('Being looked into')).toBeVisible();

  await row.getByRole('button', { name: 'Resolve' }).click();
  const question = page.getByRole('dialog', { name: `Resolve “${name}”` });
  await question.getByLabel('What was done').fill('A new chuck');
  await question.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByText(`Resolved “${name}”`)).toBeVisible();
  await expect(row).toBeHidden();
});
