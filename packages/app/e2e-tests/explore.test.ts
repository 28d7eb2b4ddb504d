import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

async function cluster(world: World) {
  const whole = await world.resource('Cluster');
  const [one, two] = await Promise.all(
    ['Node one', 'Node two'].map(title =>
      world.resource(title, { parentRef: whole.entityRef }),
    ),
  );
  return { whole, one, two };
}

test('list, table and tree show the same, filters combine and stay in the address', async ({
  page,
  world,
}) => {
  const { whole, one, two } = await cluster(world);
  const seats = await world.resource('Node seats', {
    type: 'software-licence',
  });
  await openAs(page, 'researcher', world.address('explore'));
  await expect(page.getByText('4 resources')).toBeVisible();
  const inList = (title: string) =>
    page.getByRole('button', { name: title, exact: true });
  await expect(inList(seats.title)).toBeVisible();
  await keepScreenshot(page, 'explore-list');

  const filters = page.getByRole('search');
  await filters.getByRole('searchbox').fill('node');
  await expect(page.getByText('3 of 4 resources')).toBeVisible();
  await choose(page, filters, 'Type', 'Build server');
  await expect(page.getByText('2 of 4 resources')).toBeVisible();
  await expect(inList(seats.title)).toBeHidden();

  await filters.getByRole('radio', { name: 'Table' }).click();
  const table = page.getByRole('grid').or(page.getByRole('table'));
  await expect(
    table.getByRole('row').filter({ hasText: one.title }),
  ).toContainText('Free');
  await expect(table.getByText(two.title)).toBeVisible();
  await expect(table.getByText(whole.title)).toBeHidden();
  await keepScreenshot(page, 'explore-table');

  await filters.getByRole('radio', { name: 'Tree' }).click();
  const tree = page.getByRole('treegrid', { name: 'Resources by hierarchy' });
  await expect(tree.getByRole('row', { name: whole.title })).toHaveAttribute(
    'aria-level',
    '1',
  );
  await expect(tree.getByRole('row', { name: one.title })).toHaveAttribute(
    'aria-level',
    '2',
  );
  await expect(tree.getByRole('row', { name: seats.title })).toBeHidden();
  await keepScreenshot(page, 'explore-tree');

  const query = new URL(page.url()).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    view: 'tree',
    q: 'node',
    type: 'build-server',
    site: world.site.entityRef,
  });
  await page.reload();
  await expect(page.getByText('2 of 4 resources')).toBeVisible();
  await expect(tree.getByRole('row', { name: two.title })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByText('4 resources')).toBeVisible();
});

test('a cluster cannot be booked while a node of it is taken, and says why', async ({
  page,
  world,
}) => {
  const { whole, one, two } = await cluster(world);
  await world.book('developer', {
    resourceRefs: [one.entityRef],
    title: 'On one node',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
  await openAs(
    page,
    'researcher',
    world.address('explore', { details: whole.entityRef }),
  );
  const details = page.getByRole('dialog', { name: whole.title });
  const parts = details.getByRole('list', { name: 'Parts' });
  await expect(parts.getByRole('button')).toHaveText([one.title, two.title]);
  await keepScreenshot(page, 'explore-details');
  await details
    .getByRole('button', { name: `Book ${whole.title}`, exact: true })
    .click();

  const form = page.getByRole('dialog', { name: 'New booking' });
  const day = world.at(1, '10:00').toISODate();
  await form.getByLabel('From (Rome)').fill(`${day}T11:00`);
  await form.getByLabel('To (Rome)').fill(`${day}T13:00`);
  await expect(form).toContainText(/10:00–12:00/);
  await expect(form).toContainText(/taken/i);
  const book = form.getByRole('button', { name: /^Book .* for 2 h$/ });
  await expect(book).toBeDisabled();
  await keepScreenshot(page, 'explore-cluster-taken');

  const offer = form.getByRole('button', { name: /12:00–14:00$/ });
  await offer.click();
  await expect(form.getByText('Free at this time')).toBeVisible();
  await book.click();
  await expect(form).toBeHidden();
  const booked = await world.bookings();
  expect(booked.map(({ start }) => start).sort()).toEqual([
    world.iso(1, '10:00'),
    world.iso(1, '12:00'),
  ]);

  // A sibling of the taken node is free, until the cluster is booked.
  await world.book('researcher', {
    resourceRefs: [two.entityRef],
    title: 'On the other node',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });
  await expect(
    world.book('researcher', {
      resourceRefs: [two.entityRef],
      title: 'During the cluster',
      start: world.iso(1, '13:00'),
      end: world.iso(1, '14:00'),
    }),
  ).rejects.toMatchObject({ status: 409 });
});
