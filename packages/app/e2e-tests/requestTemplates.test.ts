import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { expect, type Page, test } from '@playwright/test';
import { serviceRequestsApiOf } from './support/api';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { databaseReady, inDays, newName } from './support/services';

const DEVELOPER = 'developer';

const template = (name: string) => `/create/templates/default/${name}`;
const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();

/** Goes through the last step, and runs the template. */
async function create(page: Page) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
}

/**
 * The task ends with the request filed, and leads to its page. What was filed
 * is taken back: it holds a name, quota, or the service.
 */
async function expectFiled(page: Page, title: string) {
  await page.getByRole('link', { name: 'Open the request' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByText('Waiting for review').first()).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  const api = serviceRequestsApiOf(DEVELOPER);
  const { data } = await api.GET('/requests/{id}', {
    params: { path: { id } },
  });
  await api.POST('/requests/{id}/withdraw', { params: { path: { id } } });
  return data!;
}

async function fillInPlace(page: Page) {
  await choose(page, page, 'Environment', 'Staging');
  await page.getByText('Ireland').click();
  await next(page);
}

async function fillInReason(page: Page, title: string) {
  await page.getByLabel(/^Title/).fill(title);
  await page.getByLabel(/^End date/).fill(inDays(30));
}

test('a template files a request, which goes on by itself', async ({
  page,
}) => {
  const name = newName('template');
  await openAs(page, DEVELOPER, template('request-a-database'));
  await fillInPlace(page);
  await page.getByLabel(/^Name/).fill(name);
  await choose(page, page, 'Size', 'db.t4g.small');
  await next(page);
  await fillInReason(page, `Database ${name}`);
  await keepScreenshot(page, 'request-template');
  await create(page);
  const { items } = await expectFiled(page, `Database ${name}`);
  expect(items).toMatchObject([
    { offering: 'postgresql', operation: 'create', name },
  ]);
});

test('a cache is asked for likewise, once its name is right', async ({
  page,
}) => {
  const name = newName('cache');
  await openAs(page, DEVELOPER, template('request-a-cache'));
  await fillInPlace(page);
  await page.getByLabel(/^Name/).fill('No name');
  await next(page);
  await expect(page.getByText(/^Name: /)).toBeVisible();
  await keepScreenshot(page, 'request-template-problem');
  await page.getByLabel(/^Name/).fill(name);
  await choose(page, page, 'Size', 'cache.t4g.micro');
  await next(page);
  await fillInReason(page, `Cache ${name}`);
  await create(page);
  const { items } = await expectFiled(page, `Cache ${name}`);
  expect(items).toMatchObject([
    {
      offering: 'redis',
      name,
      parameters: { nodeType: 'cache.t4g.micro' },
    },
  ]);
});

test('a bucket is asked for with what it should always have', async ({
  page,
}) => {
  const name = newName('files');
  await openAs(page, DEVELOPER, template('request-a-bucket'));
  await fillInPlace(page);
  await page.getByLabel(/^Name/).fill(name);
  await expect(page.getByLabel('Keep versions')).toBeChecked();
  await next(page);
  await fillInReason(page, `Bucket ${name}`);
  await create(page);
  const { items } = await expectFiled(page, `Bucket ${name}`);
  expect(items).toMatchObject([
    { offering: 'bucket', name, parameters: { versioning: true } },
  ]);
});

test.describe('of a service that is there', () => {
  let service: Service;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    service = await databaseReady(newName('template-db'));
  });

  async function chooseService(page: Page) {
    const field = page.getByRole('combobox', { name: /^Service/ });
    await field.fill(service.name);
    await page.getByRole('option', { name: service.name }).click();
    await next(page);
  }

  test('a template asks for another size, from the one it has', async ({
    page,
  }) => {
    await openAs(page, DEVELOPER, template('scale-a-service'));
    await chooseService(page);
    const storage = page.getByRole('textbox', { name: /^Storage/ });
    await expect(storage).toHaveValue('50');
    await storage.fill('10');
    await storage.blur();
    await next(page);
    await expect(page.getByText(/^Storage \(GiB\): /)).toBeVisible();
    await storage.fill('80');
    await storage.blur();
    await expect(page.getByText('now: 50')).toBeVisible();
    await keepScreenshot(page, 'scale-template');
    await next(page);
    await page.getByLabel(/^Reason/).fill('It is nearly full.');
    await create(page);
    const { items, reason } = await expectFiled(page, `Scale ${service.name}`);
    expect(reason).toBe('It is nearly full.');
    expect(items).toMatchObject([
      {
        operation: 'scale',
        targetRef: service.entityRef,
        parameters: { storageGib: 80 },
      },
    ]);
  });

  test('a template asks for its end, with its name typed', async ({ page }) => {
    await openAs(page, DEVELOPER, template('decommission-a-service'));
    const field = page.getByRole('combobox', { name: /^Service/ });
    await field.fill(service.name);
    await page.getByRole('option', { name: service.name }).click();
    await page.getByLabel(/^Its name, typed/).fill(service.name);
    await keepScreenshot(page, 'decommission-template');
    await next(page);
    await page.getByLabel(/^Reason/).fill('Nobody uses it any more.');
    await create(page);
    const { items } = await expectFiled(page, `Decommission ${service.name}`);
    expect(items).toMatchObject([
      { operation: 'decommission', targetRef: service.entityRef },
    ]);
  });
});
