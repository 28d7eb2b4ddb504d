import { expect, type Page, test } from '@playwright/test';
import { DateTime } from 'luxon';
import { choose } from './support/fields';
import { OidcPortal } from './support/OidcPortal';
import { expectNoSidewaysScroll, keepScreenshot } from './support/portal';
import { WeekGrid } from './support/WeekGrid';

const MINUTE_MS = 60_000;

const admin = person('admin', 'Ada', '/callboard-admins');
const member = person('member', 'Mel', '/members');
const leaver = person('leaver', 'Lea', '/members');
// The catalog has no name for this one, and so does not know them.
const unknown = { ...person('???', 'Uma'), firstName: 'Uma' };

function person(username: string, firstName: string, ...groups: string[]) {
  return {
    username,
    firstName,
    lastName: 'Example',
    password: `password of ${username}`,
    groups,
  };
}

test.describe.configure({ mode: 'serial' });

let portal: OidcPortal;

test.beforeAll(async () => {
  test.setTimeout(3 * MINUTE_MS);
  portal = await OidcPortal.start([admin, member, leaver, unknown]);
});
test.afterAll(() => portal?.stop());

const home = () => portal.url;

const continueButton = (page: Page) =>
  page.getByRole('button', { name: 'Continue with Keycloak' });

/** Through the portal's button and the provider's form, and back. */
async function signIn(page: Page, who: typeof admin, path = '/') {
  await page.goto(`${portal.url}${path}`);
  await continueButton(page).click();
  await page.getByLabel('Username or email').fill(who.username);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** The token that the portal gives the page; only its cookie asks for it. */
async function tokenOf(page: Page): Promise<string> {
  const answer = await page.request.get(
    `${portal.url}/api/auth/oidc/refresh?env=production`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  return (await answer.json()).backstageIdentity.token;
}

async function api(token: string, path: string, body?: object) {
  return fetch(`${portal.url}/api/reservations${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
}

async function create(token: string, path: string, body: object) {
  const answer = await api(token, path, body);
  const created = await answer.json();
  expect(answer.status, JSON.stringify(created)).toBe(201);
  return created;
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`the one way in fits ${width} px, ${colorScheme}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 844 },
      });
      const page = await context.newPage();
      await page.goto(home());

      await expect(continueButton(page)).toBeVisible();
      await expect(page.getByText(/Demo people/)).toHaveCount(0);
      await expectNoSidewaysScroll(page);
      await keepScreenshot(page, `sign-in-oidc-${width}-${colorScheme}`);
      await context.close();
    });
  }
}

test('there are no demo people in production', async ({ request }) => {
  const base = `${portal.url}/api/auth/persona`;
  for (const path of ['personas', 'refresh?persona=user:default/admin']) {
    expect((await request.get(`${base}/${path}`)).status()).toBe(404);
  }
});

test('who has an account signs in and books, by the right of a group', async ({
  page,
  browser,
}) => {
  await signIn(page, admin, '/catalog');
  await expect(page).toHaveURL(`${portal.url}/catalog`);
  const token = await tokenOf(page);
  const site = await create(token, '/sites', {
    name: 'lab',
    title: 'Lab',
    timeZone: 'Europe/Rome',
  });
  await create(token, '/resource-types', {
    name: 'bench',
    title: 'Bench',
    colour: '#1f6feb',
  });
  await create(token, '/resources', {
    name: 'bench-1',
    title: 'Bench 1',
    siteRef: site.entityRef,
    type: 'bench',
  });

  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
  });
  const own = await context.newPage();
  const monday = DateTime.now()
    .setZone('Europe/Rome')
    .plus({ weeks: 2 })
    .startOf('week');
  const query = new URLSearchParams({
    site: site.entityRef,
    tz: 'Europe/Rome',
    date: monday.toISODate()!,
  });
  await signIn(own, member, `/reservations/calendar?${query}`);
  const grid = WeekGrid.on(own);
  await expect(grid.region.getByRole('cell').first()).toBeVisible();
  const start = monday.plus({ days: 1 }).set({ hour: 10 });
  await grid.drag(start, start.plus({ hours: 2 }));
  const form = own.getByRole('dialog', { name: 'New booking' });
  await choose(own, form, 'Resources', 'Bench 1');
  await form.getByLabel('Title', { exact: true }).fill('Thin films');
  await form.getByRole('button', { name: 'Book Bench 1 for 2 h' }).click();
  await expect(own.getByText('Booked “Thin films”')).toBeVisible();
  await keepScreenshot(own, 'oidc-booked');

  const bookings = await (await api(token, '/bookings')).json();
  expect(bookings.items).toMatchObject([
    { title: 'Thin films', owner: 'user:default/member' },
  ]);

  // A member is no more than that, whoever says so.
  const attempt = { name: 'other', title: 'Other', timeZone: 'Europe/Rome' };
  const refused = await api(await tokenOf(own), '/sites', attempt);
  expect(refused.status).toBe(403);
  await context.close();
});

test('who is not known to the portal is told so, and what to do', async ({
  page,
}) => {
  await signIn(page, unknown);
  await expect(
    page.getByText('Your account is not known to this portal.'),
  ).toBeVisible();
  await expect(continueButton(page)).toBeVisible();
  expect(page.url()).not.toContain('error');
  await keepScreenshot(page, 'sign-in-oidc-unknown');
});

test('nothing that an address says is shown', async ({ page }) => {
  await page.goto(`${portal.url}/?error=Call+this+number`);
  await expect(page.getByText('did not come to its end')).toBeVisible();
  await expect(page.getByText('Call this number')).toHaveCount(0);
});

test('the page speaks Italian', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('language', 'it'));
  await page.goto(portal.url);
  await expect(
    page.getByRole('button', { name: 'Continua con Keycloak' }),
  ).toBeVisible();
});

test('signing out ends the session at the provider, too', async ({ page }) => {
  await signIn(page, member, '/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(continueButton(page)).toBeVisible();

  await continueButton(page).click();
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('who is disabled loses every right within a minute, and the session', async ({
  page,
}) => {
  test.setTimeout(2 * MINUTE_MS);
  await signIn(page, leaver);
  const token = await tokenOf(page);
  expect((await api(token, '/bookings')).status).toBe(200);
  const sites = async () => (await api(token, '/sites')).json();
  expect((await sites()).items).toHaveLength(1);

  await portal.keycloak.changePerson('leaver', { enabled: false });

  await expect
    .poll(
      async () => {
        const answer = await api(token, '/sites');
        return answer.ok ? (await answer.json()).items.length : 0;
      },
      { timeout: MINUTE_MS, intervals: [500] },
    )
    .toBe(0);
  await page.reload();
  await expect(continueButton(page)).toBeVisible();
});

test('a flood of sign-ins is refused, and nobody else is', async ({ page }) => {
  const statuses = await Promise.all(
    Array.from({ length: 400 }, async () => {
      const answer = await fetch(
        `${portal.url}/api/auth/oidc/start?env=production`,
        { redirect: 'manual', headers: { 'x-forwarded-for': '203.0.113.7' } },
      );
      await answer.arrayBuffer();
      return `${answer.status} ${answer.headers.has('retry-after')}`;
    }),
  );
  expect(statuses.filter(s => s === '302 false')).toHaveLength(300);
  expect(statuses.filter(s => s === '429 true')).toHaveLength(100);

  await signIn(page, member, '/catalog');
  await expect(page).toHaveURL(`${portal.url}/catalog`);
});
