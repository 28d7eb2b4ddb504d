import type { Locator, Page } from '@playwright/test';
import { apiOf } from './support/api';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

const tree = (page: Page) => page.getByRole('treegrid', { name: 'Resources' });

function row(page: Page, resource: { title: string }): Locator {
  return tree(page).getByRole('row').filter({ hasText: resource.title });
}

async function openResources(page: Page, persona: string, world: World) {
  await openAs(page, persona, world.address('admin', { section: 'resources' }));
  await expect(tree(page)).toBeVisible();
}

async function parentOf(id: string) {
  const { data } = await apiOf('admin').GET('/resources/{id}', {
    params: { path: { id } },
  });
  return data!.parentRef;
}

test('an administrator creates a site, changes it and archives it', async ({
  page,
  world,
}) => {
  const title = world.title('Harbour');
  await openAs(page, 'admin', '/reservations/admin');
  await page.getByRole('button', { name: 'New site' }).click();
  const form = page.getByRole('dialog', { name: 'New site' });
  await form.getByRole('button', { name: 'Create site' }).click();
  await expect(form.getByText('Give it a title.')).toBeVisible();
  await form.getByLabel('Title').fill(title);
  await keepScreenshot(page, 'admin-new-site');
  await form.getByRole('button', { name: `Create ${title}` }).click();
  await expect(page.getByText(`${title} was created`)).toBeVisible();

  await page.getByRole('button', { name: `Edit ${title}` }).click();
  const edit = page.getByRole('dialog', { name: title });
  await edit.getByLabel('Description').fill('Down by the water');
  await edit.getByRole('button', { name: `Save ${title}` }).click();
  await expect(page.getByText(`${title} was saved`)).toBeVisible();
  const { data } = await apiOf('admin').GET('/sites');
  expect(data!.items.find(site => site.title === title)).toMatchObject({
    description: 'Down by the water',
    timeZone: 'Europe/Rome',
  });

  await page.getByRole('button', { name: `Archive: ${title}` }).click();
  const question = page.getByRole('dialog', { name: `Archive ${title}?` });
  await question.getByRole('button', { name: 'Archive site' }).click();
  await expect(page.getByText(`${title} was archived`)).toBeVisible();
  await expect(
    page.getByRole('button', { name: `Edit ${title}` }),
  ).toBeHidden();
});

test('a type has a colour and questions, and is not deleted while in use', async ({
  page,
  world,
}) => {
  const title = world.title('Kiln');
  await openAs(page, 'admin', '/reservations/admin?section=types');
  await page.getByRole('button', { name: 'New type' }).click();
  const form = page.getByRole('dialog', { name: 'New type' });
  await form.getByLabel('Title').fill(title);
  await form.getByLabel('Hex code').fill('#12');
  const questions = form.getByRole('group', { name: 'Questions when booking' });
  await questions.getByRole('button', { name: 'Add a parameter' }).click();
  const create = form.getByRole('button', { name: `Create ${title}` });
  await create.click();
  await expect(
    form.getByText('A hex colour has six digits, like #1f5fc4.'),
  ).toBeVisible();
  await expect(questions.getByText('Give it a name.')).toBeVisible();
  await keepScreenshot(page, 'admin-type-problems');

  await form.getByRole('radio', { name: 'Purple' }).click();
  await expect(form.getByLabel('Hex code')).toHaveValue(/^#[0-9a-f]{6}$/);
  const question = questions.getByRole('group', { name: /^Parameter/ });
  await question.getByLabel('Name').fill('glaze');
  await question.getByLabel('Label').fill('Glaze');
  await choose(page, question, 'Kind', 'One of a list');
  await question.getByLabel('Choices').fill('Celadon\nTenmoku');
  await question.getByRole('switch', { name: 'Must be given' }).press('Space');
  await create.click();
  await expect(page.getByText(`${title} was created`)).toBeVisible();

  const { data } = await apiOf('admin').GET('/resource-types');
  const type = data!.items.find(candidate => candidate.title === title)!;
  expect(type.bookingParametersSchema).toMatchObject({
    properties: {
      glaze: { title: 'Glaze', enum: ['Celadon', 'Tenmoku'] },
    },
    required: ['glaze'],
  });

  await page.getByRole('button', { name: 'Delete: Build server' }).click();
  const refused = page.getByRole('dialog', { name: 'Delete Build server?' });
  await expect(refused).toContainText('It cannot be deleted while');
  await expect(
    refused.getByRole('button', { name: 'Delete type' }),
  ).toBeHidden();
  await keepScreenshot(page, 'admin-type-in-use');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `Delete: ${title}` }).click();
  await page
    .getByRole('dialog', { name: `Delete ${title}?` })
    .getByRole('button', { name: 'Delete type' })
    .click();
  await expect(page.getByText(`${title} was deleted`)).toBeVisible();
});

test('a resource is created, and a stale form offers the version of the other', async ({
  page,
  context,
  world,
}) => {
  const first = await world.resource('Bench');
  const title = world.title('Press');
  await openResources(page, 'admin', world);
  await page.getByRole('button', { name: 'New resource' }).click();
  const form = page.getByRole('dialog', { name: 'New resource' });
  await form.getByLabel('Title').fill(title);
  await expect(
    form.getByRole('button', { name: `${world.site.title} Site` }),
  ).toBeVisible();
  await choose(page, form, 'Type', 'Build server');
  await form.getByLabel('Location').fill('Hall 2');
  await keepScreenshot(page, 'admin-new-resource');
  await form.getByRole('button', { name: `Create ${title}` }).click();
  await expect(page.getByText(`${title} was created`)).toBeVisible();
  await expect(row(page, { title })).toBeVisible();

  await page.getByRole('button', { name: `Edit ${first.title}` }).click();
  const mine = page.getByRole('dialog', { name: first.title });
  await mine.getByLabel('Location').fill('Hall 3');

  const other = await context.newPage();
  await openResources(other, 'admin', world);
  await other.getByRole('button', { name: `Edit ${first.title}` }).click();
  const theirs = other.getByRole('dialog', { name: first.title });
  await theirs.getByLabel('Location').fill('Hall 4');
  await theirs.getByRole('button', { name: `Save ${first.title}` }).click();
  await expect(other.getByText(`${first.title} was saved`)).toBeVisible();
  await other.close();

  await mine.getByRole('button', { name: `Save ${first.title}` }).click();
  await expect(mine.getByRole('alert')).toContainText(
    'Somebody else changed this while you were editing',
  );
  await expect(mine.getByLabel('Location')).toHaveValue('Hall 3');
  await keepScreenshot(page, 'admin-stale');
  await mine.getByRole('button', { name: 'Load their version' }).click();
  await expect(mine.getByLabel('Location')).toHaveValue('Hall 4');
});

test('a resource is put under another by dragging and by Move…', async ({
  page,
  world,
}) => {
  const cluster = await world.resource('Cluster');
  const rack = await world.resource('Rack');
  const node = await world.resource('Node');
  await openResources(page, 'admin', world);
  await row(page, node).dragTo(row(page, cluster));
  await expect(page.getByText(`${node.title} was moved`)).toBeVisible();
  await expect(row(page, node)).toHaveAttribute('aria-level', '2');
  expect(await parentOf(node.id)).toBe(cluster.entityRef);

  await page.getByRole('button', { name: `Move ${rack.title}` }).click();
  const dialog = page.getByRole('dialog', { name: `Move ${rack.title}` });
  await dialog.getByRole('combobox', { name: 'Make it part of' }).fill('Clu');
  await page.getByRole('option', { name: cluster.title }).click();
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText(`${rack.title} was moved`)).toBeVisible();
  await expect(row(page, rack)).toHaveAttribute('aria-level', '2');
  expect(await parentOf(rack.id)).toBe(cluster.entityRef);
  await keepScreenshot(page, 'admin-tree');
});

test('a move that bookings do not allow springs back, with the list', async ({
  page,
  world,
}) => {
  const cluster = await world.resource('Cluster');
  const node = await world.resource('Node');
  for (const [title, { entityRef }] of [
    ['Whole cluster', cluster],
    ['Node alone', node],
  ] as const) {
    await world.book('researcher', {
      resourceRefs: [entityRef],
      title,
      start: world.iso(1, '10:00'),
      end: world.iso(1, '12:00'),
    });
  }
  await openResources(page, 'admin', world);
  await row(page, node).dragTo(row(page, cluster));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(`${node.title} stays where it was`);
  await expect(alert).toContainText('10:00–12:00');
  await expect(row(page, node)).toHaveAttribute('aria-level', '1');
  expect(await parentOf(node.id)).toBeUndefined();
  await keepScreenshot(page, 'admin-move-refused');
});

test('a member finds no controls that would be refused', async ({
  page,
  world,
}) => {
  await world.resource('Bench');
  await openAs(page, 'researcher', world.address('admin'));
  await expect(
    page.getByText('You do not administer anything here'),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Who to ask' })).toContainText(
    'Campus',
  );
  for (const name of [/^New/, /^Edit/, /^Move/, /^Archive/, /^Delete/]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
});

test('a site administrator changes their sites, and no other', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  await openAs(page, 'site-admin-campus', '/reservations/admin?site=all');
  const button = (name: string) =>
    page.getByRole('button', { name, exact: true });
  await expect(button('Edit Campus')).toBeVisible();
  await expect(button('View Cloud, west')).toBeVisible();
  await expect(button('Edit Cloud, west')).toHaveCount(0);
  await expect(button(`Edit ${world.site.title}`)).toHaveCount(0);
  await expect(button('New site')).toHaveCount(0);
  await keepScreenshot(page, 'admin-site-admin');

  await page.getByRole('tab', { name: 'Resources' }).click();
  await page.getByRole('searchbox').fill('GPU cluster 1');
  await expect(button('Edit GPU cluster 1')).toBeVisible();
  await page.getByRole('searchbox').fill(bench.title);
  await expect(button(`View ${bench.title}`)).toBeVisible();
  for (const action of ['Edit', 'Move', 'Archive']) {
    await expect(button(`${action} ${bench.title}`)).toHaveCount(0);
  }
  await button('New resource').click();
  const form = page.getByRole('dialog', { name: 'New resource' });
  await form.getByRole('button', { name: / Site$/ }).click();
  await expect(page.getByRole('option')).toHaveText(['Campus', 'Laboratory']);
});
