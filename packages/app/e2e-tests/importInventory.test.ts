import { apiOf } from './support/api';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';

test('an administrator tries a file, corrects it and applies it', async ({
  page,
  world,
}) => {
  const site = world.site.name;
  const one = world.title('Bench').toLocaleLowerCase().replace(/\W+/g, '-');
  const table = (type: string) =>
    [
      'kind,name,title,site,type,parent',
      `resource,${one}-part,${world.title('Vice')},${site},build-server,${one}`,
      `resource,${one},${world.title('Bench')},${site},${type},`,
    ].join('\n');
  await openAs(page, 'admin', world.address('admin', { section: 'import' }));
  const file = page.getByRole('textbox', { name: 'File' });
  await file.fill(table('no-such-type'));
  await page.getByRole('button', { name: 'Try it' }).click();
  const report = page.getByRole('region', { name: 'Report' });
  await expect(
    report.getByText('Nothing will be saved while a line has an error.'),
  ).toBeVisible();
  await expect(
    report.getByText('type is not a resource type of this site.'),
  ).toBeVisible();
  await keepScreenshot(page, 'import-errors');
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeHidden();

  await file.fill(table('build-server'));
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(report.getByText('Create: 2')).toBeVisible();
  await page.getByRole('button', { name: 'Apply 2 changes' }).click();
  await expect(page.getByText('The import is done')).toBeVisible();
  await keepScreenshot(page, 'import-applied');
  const { data } = await apiOf('admin').GET('/resources', {
    params: { query: { site: world.site.entityRef } },
  });
  expect(data!.items).toMatchObject([
    { title: world.title('Bench') },
    {
      title: world.title('Vice'),
      parentRef: `resource:default/${one}`,
    },
  ]);
});
