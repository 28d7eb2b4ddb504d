import {
  ifMatch,
  type Request,
} from '@callboard/backstage-plugin-service-requests-common';
import { expect, type Page, test } from '@playwright/test';
import { serviceRequestsApiOf } from './support/api';
import { choose } from './support/fields';
import {
  expectNoSidewaysScroll,
  keepScreenshot,
  openAs,
} from './support/portal';

const DEVELOPER = 'developer';
const REVIEWER = 'service-reviewer';
const SECOND = 'service-reviewer-2';
const TEAM = 'group:default/platform-team';

let count = 0;
/** A name that no other run has taken. */
const newName = (kind: string) =>
  `${kind}-${Date.now().toString(36)}${(count++).toString(36)}`;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What production asks of a database. */
const SOUND = { multiAz: true, deletionProtection: true };

/** What a test has filed holds quota until it is taken back. */
const filed: { id: string; persona: string }[] = [];

test.afterEach(async () => {
  for (const { id, persona } of filed.splice(0)) {
    await serviceRequestsApiOf(persona).POST('/requests/{id}/withdraw', {
      params: { path: { id } },
    });
  }
});

async function requestDatabase(
  persona: string,
  name: string,
  environment: 'staging' | 'production',
): Promise<Request> {
  const { data } = await serviceRequestsApiOf(persona).POST('/requests', {
    body: {
      title: `PostgreSQL ${name}`,
      environment,
      regions: ['eu-west-1'],
      costCentre: 'CC-4711',
      reason: 'For the browser test.',
      ...(persona === DEVELOPER && { owner: TEAM }),
      ...(environment === 'staging' && { endDate: inDays(30) }),
      submit: true,
      items: [
        {
          offering: 'postgresql',
          operation: 'create',
          parameters: {
            name,
            instanceClass: 'db.t4g.medium',
            ...(environment === 'production' && SOUND),
          },
        },
      ],
    },
  });
  filed.push({ id: data!.id, persona });
  return data!;
}

const pageOf = ({ id }: Request) => `/service-requests/requests/${id}`;

/** A page of somebody else, signed in at the same time. */
async function openBeside(page: Page, persona: string, url: string) {
  const context = await page
    .context()
    .browser()!
    .newContext({ locale: 'en-GB', timezoneId: 'Europe/Rome' });
  const other = await context.newPage();
  await openAs(other, persona, url);
  return other;
}

async function approve(page: Page, revision: number) {
  await page.getByRole('button', { name: 'Approve…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Approve revision ${revision}` })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

const effects = (page: Page) =>
  page.getByRole('complementary', { name: 'What this does' });

test('from a form to a database that is ready', async ({ page }) => {
  test.setTimeout(180_000);
  const name = newName('orders');

  await test.step('somebody asks, and sees what it means', async () => {
    await openAs(page, DEVELOPER, '/service-requests');
    await page
      .getByRole('link', { name: 'Request PostgreSQL', exact: true })
      .click();
    await page.getByText('Staging', { exact: true }).click();
    await expect(
      page.getByText(/One reviewer has to approve/).first(),
    ).toBeVisible();
    await page.getByLabel(/^Name/).fill(name);
    await choose(page, page, 'Size', 'db.t4g.medium');
    await page.getByLabel(/^What it is for/).fill('The orders service.');
    const preview = page.getByRole('complementary', {
      name: 'What this will do',
    });
    await expect(preview.getByText(/€0 → €\d+ \/ month/)).toBeVisible();
    await expect(
      preview.getByText('No rule has anything against it.'),
    ).toBeVisible();
    await preview
      .getByRole('button', { name: 'One file in the repository' })
      .click();
    await expect(
      preview.getByText(`services/staging/eu-west-1/${name}/`),
    ).toBeVisible();
    await keepScreenshot(page, 'service-request-form');
    await page
      .getByRole('button', { name: 'Request PostgreSQL in Staging' })
      .click();
    await expect(
      page.getByRole('heading', { name: `PostgreSQL ${name} in Staging` }),
    ).toBeVisible();
    await expect(page.getByText('Handed in for review')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Withdraw…' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve…' })).toHaveCount(0);
  });

  const reviewer = await openBeside(page, REVIEWER, '/service-requests/review');

  await test.step('a reviewer finds it in the queue, reads and approves it', async () => {
    await reviewer
      .getByRole('list', { name: 'Review' })
      .getByRole('link', { name: `PostgreSQL ${name} in Staging` })
      .click();
    await expect(
      reviewer.getByRole('region', { name: new RegExp(`${name}/.*yaml`) }),
    ).toContainText('kind: Instance');
    await expect(effects(reviewer).getByText('0 of 1 approved')).toBeVisible();
    await keepScreenshot(reviewer, 'service-request-review');
    await approve(reviewer, 1);
    await expect(effects(reviewer).getByText('1 of 1 approved')).toBeVisible();
  });

  await test.step('and merges the pull request that is opened then', async () => {
    await reviewer.getByRole('button', { name: 'Merge…' }).click();
    await reviewer
      .getByRole('dialog')
      .getByRole('button', { name: 'Merge', exact: true })
      .click();
    await expect(reviewer.getByRole('dialog')).toBeHidden();
  });

  await test.step('whoever asked sees it become ready, and hears of it', async () => {
    const items = page.getByRole('region', { name: 'What is asked for' });
    await expect(items.getByText('Ready')).toBeVisible({ timeout: 90_000 });
    await expect(
      items.getByRole('button', { name: /^Copy: endpoint of/ }),
    ).toBeVisible();
    await expect(
      page
        .getByRole('list', { name: 'Its way' })
        .getByText('Service reviewer')
        .first(),
    ).toBeVisible();
    await keepScreenshot(page, 'service-request-ready');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/notifications');
    await expect(
      page.getByText(`PostgreSQL ${name} in Staging is ready`).first(),
    ).toBeVisible();
  });
  await reviewer.context().close();
});

test('production takes two reviewers, and never whoever asked', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const request = await requestDatabase(
    DEVELOPER,
    newName('ledger'),
    'production',
  );
  await openAs(page, REVIEWER, pageOf(request));
  await expect(effects(page).getByText('0 of 2 approved')).toBeVisible();
  await approve(page, 1);
  await expect(effects(page).getByText('1 of 2 approved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve…' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Merge…' })).toHaveCount(0);

  const second = await openBeside(page, SECOND, pageOf(request));
  await approve(second, 1);
  await expect(second.getByRole('button', { name: 'Merge…' })).toBeVisible();
  await second.context().close();

  const own = await requestDatabase(REVIEWER, newName('mine'), 'staging');
  await page.goto(pageOf(own));
  await expect(page.getByRole('button', { name: 'Withdraw…' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve…' })).toHaveCount(0);
  const refused = serviceRequestsApiOf(REVIEWER).POST(
    '/requests/{id}/approve',
    {
      params: { path: { id: own.id } },
      body: { revision: own.revision, manifestHash: own.manifestHash! },
    },
  );
  await expect(refused).rejects.toMatchObject({ status: 403 });
});

test('what was sent back and changed is approved anew', async ({ page }) => {
  test.setTimeout(120_000);
  const request = await requestDatabase(
    DEVELOPER,
    newName('archive'),
    'production',
  );

  await test.step('one approves, another sends it back', async () => {
    await openAs(page, REVIEWER, pageOf(request));
    await approve(page, 1);
    const second = await openBeside(page, SECOND, pageOf(request));
    await second.getByRole('button', { name: 'Send back…' }).click();
    const dialog = second.getByRole('dialog');
    await dialog
      .getByLabel(/^What should change/)
      .fill('More storage, please.');
    await dialog.getByRole('button', { name: 'Send back…' }).click();
    await expect(
      second.getByText('The reviewer asks for a change'),
    ).toBeVisible();
    await second.context().close();
  });

  await test.step('whoever asked reads why, and changes it', async () => {
    const developer = await openBeside(page, DEVELOPER, pageOf(request));
    await expect(
      developer.getByText('More storage, please.').first(),
    ).toBeVisible();
    await developer.getByRole('button', { name: 'Change it' }).click();
    const storage = developer.getByRole('textbox', { name: /^Storage/ });
    await storage.fill('50');
    await storage.press('Tab');
    await developer
      .getByRole('button', { name: /^Request PostgreSQL/ })
      .click();
    await expect(
      developer.getByText('Waiting for review').first(),
    ).toBeVisible();
    await developer.context().close();
  });

  await test.step('the first approval does not count any more', async () => {
    await expect(effects(page).getByText('0 of 2 approved')).toBeVisible();
    await page.getByRole('button', { name: 'Read revision 2' }).click();
    await expect(page.getByText('allocatedStorage: 50')).toBeVisible();
    await keepScreenshot(page, 'service-request-changed');
    await approve(page, 2);
    await expect(effects(page).getByText('1 of 2 approved')).toBeVisible();
  });
});

test('says so where the request has moved on', async ({ page }) => {
  const request = await requestDatabase(
    DEVELOPER,
    newName('moving'),
    'staging',
  );
  await openAs(page, REVIEWER, pageOf(request));
  await expect(page.getByRole('button', { name: 'Approve…' })).toBeEnabled();
  await serviceRequestsApiOf(DEVELOPER).PATCH('/requests/{id}', {
    params: {
      path: { id: request.id },
      header: { 'If-Match': ifMatch(request) },
    },
    body: { reason: 'Another one.', items: largerItems(request) },
  });
  await expect(page.getByText('Revision 2 has come')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve…' })).toBeDisabled();
  await page.getByRole('button', { name: 'Read revision 2' }).click();
  await expect(page.getByText('allocatedStorage: 40')).toBeVisible();
  await approve(page, 2);
});

function largerItems(request: Request) {
  return request.items.map(({ offering, operation, parameters }) => ({
    offering,
    operation,
    parameters: { ...parameters, storageGib: 40 },
  }));
}
