import { apiOf } from './support/api';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

const codeOf = (world: World) => `P-${world.title('').trim()}`;

/** A project that the researcher holds, for what stands on the test's own site. */
async function withProject(world: World, hours: number) {
  const { data } = await apiOf('admin').POST('/projects', {
    params: { header: {} },
    body: {
      code: codeOf(world),
      title: world.title('Folding'),
      siteRef: world.site.entityRef,
      holders: ['user:default/researcher'],
      budget: { kind: 'hours', amount: hours },
    },
  });
  return data!;
}

async function archive(code: string) {
  await apiOf('admin').POST('/projects/{code}/archive', {
    params: { path: { code }, header: {} },
  });
}

test('a project is created with holders and a budget, and says who uses it', async ({
  page,
  world,
}) => {
  const resource = await world.resource('Oven');
  const title = world.title('Annealing');
  const code = codeOf(world);
  await openAs(page, 'admin', '/reservations/admin?section=projects');
  await page.getByRole('button', { name: 'New project' }).click();
  const form = page.getByRole('dialog', { name: 'New project' });
  await form.getByLabel('Code').fill(code);
  await form.getByLabel('Title').fill(title);
  const holders = form.getByRole('combobox');
  const found = page.getByRole('option', { name: /researcher$/i });
  await expect(async () => {
    await holders.fill('');
    await holders.fill('researcher');
    await expect(found.first()).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await found.first().click();
  await form.getByLabel('Hours', { exact: true }).fill('20');
  await form.getByRole('button', { name: 'Create project' }).click();
  const row = page.getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText('20 h of 20 h left');

  await world.book('researcher', {
    resourceRefs: [resource.entityRef],
    start: world.iso(1, '09:00'),
    end: world.iso(1, '14:00'),
    title: 'A long bake',
    project: code,
  });
  await page.reload();
  await expect(row).toContainText('15 h of 20 h left');
  await row.getByRole('button', { name: 'Usage' }).click();
  const usage = page.getByRole('dialog', { name: `Usage of ${title}` });
  await expect(
    usage.getByRole('row').filter({ hasText: 'Researcher' }),
  ).toContainText('5 h');
  await keepScreenshot(page, 'project-usage');
  await archive(code);
});

test('what is left is shown before booking, and what is too much is refused', async ({
  page,
  world,
}) => {
  const resource = await world.resource('Kiln');
  const project = await withProject(world, 10);
  const address = (end: string) =>
    world.address('calendar', {
      book: 'new',
      on: resource.entityRef,
      start: world.iso(2, '08:00'),
      end: world.iso(2, end),
    });
  await openAs(page, 'researcher', address('12:00'));
  const form = page.getByRole('dialog');
  await choose(page, form, 'Project', project.title);
  await expect(form).toContainText('10 h of 10 h left');
  await expect(form).toContainText('Remaining after this: 6 h of 10 h.');
  await keepScreenshot(page, 'project-remaining');
  await form.getByRole('button', { name: /^Book .* for 4 h$/ }).click();
  await expect(form).toBeHidden();
  const [booking] = await world.bookings();
  expect(booking.project).toBe(project.code);
  await page.goto(world.address('mine', { booking: booking.id }));
  await expect(form).toContainText('Charged to');
  await expect(form).toContainText(project.code);

  await page.goto(
    world.address('calendar', {
      book: 'new',
      on: resource.entityRef,
      start: world.iso(3, '08:00'),
      end: world.iso(3, '15:00'),
    }),
  );
  await choose(page, form, 'Project', project.title);
  await expect(form).toContainText(
    `This takes 7 h, and ${project.title} (${project.code}) has 6 h of 10 h left.`,
  );
  await expect(form.getByRole('button', { name: /^Book / })).toBeDisabled();
  await keepScreenshot(page, 'project-overdrawn');
  await archive(project.code);
});

test('who takes part finds it, and can leave', async ({ page, world }) => {
  const resource = await world.resource('Bench');
  const title = world.title('Joint run');
  await world.book('researcher', {
    resourceRefs: [resource.entityRef],
    start: world.iso(1, '09:00'),
    end: world.iso(1, '10:00'),
    title,
    participants: ['user:default/developer'],
  });
  await openAs(
    page,
    'developer',
    world.address('mine', { show: 'upcoming', whose: 'taking-part' }),
  );
  const row = page.getByRole('listitem').filter({ hasText: title });
  await expect(row).toBeVisible();
  await keepScreenshot(page, 'taking-part');
  await row.getByRole('button', { name: `Leave ${title}` }).click();
  const dialog = page.getByRole('dialog', { name: /no longer/ });
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await expect(row).toHaveCount(0);
  const [booking] = await world.bookings();
  expect(booking.participants).toEqual([]);
  expect(booking.status).toBe('confirmed');
});
