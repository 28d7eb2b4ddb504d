import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import type { Locator, Page } from '@playwright/test';
import { apiOf } from './support/api';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

const dialog = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog', { name });

/** Finds somebody of the catalog by typing. */
async function pick(page: Page, field: Locator, typed: string, name: RegExp) {
  const option = page.getByRole('option', { name });
  // A list that closes because its page was drawn anew opens with the next key.
  await expect(async () => {
    await field.fill('');
    await field.fill(typed);
    await expect(option).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await option.click();
}

/** Lets the campus administrator look after a test's own site. */
async function withSiteAdmin(world: World) {
  await apiOf('admin').POST('/sites/{id}/members', {
    params: { path: { id: world.site.id }, header: {} },
    body: { add: [{ ref: 'user:default/site-admin-campus', role: 'admin' }] },
  });
}

/** The demo lets the visitor use something; a test begins with nothing. */
async function withoutAccess(subject: string) {
  const admin = apiOf('admin');
  const { data } = await admin.GET('/access-grants', {
    params: { query: { subject, status: ['active', 'upcoming'] } },
  });
  for (const { id } of data!.items) {
    await admin.POST('/access-grants/{id}/revoke', {
      params: { path: { id }, header: {} },
    });
  }
}

async function bookingOf(persona: string, id: string): Promise<Booking> {
  const { data } = await apiOf(persona).GET('/bookings/{id}', {
    params: { path: { id } },
  });
  return data!;
}

test('a site administrator adds five at once and sees what became of each', async ({
  page,
  world,
}) => {
  await withSiteAdmin(world);
  await openAs(page, 'site-admin-campus', '/reservations/admin?site=all');
  await page
    .getByRole('button', { name: `People: ${world.site.title}` })
    .click();
  await page.getByRole('button', { name: 'Add people' }).click();
  const form = dialog(page, `Add people to ${world.site.title}`);
  await form
    .getByRole('textbox', { name: 'People and groups' })
    .fill(
      'researcher@example.com; developer\nuser:default/team-lead, group:default/lab nobody@example.com',
    );
  await expect(form.getByRole('status')).toContainText('4 recognised');
  await expect(
    form.getByRole('list', { name: 'Not recognised' }),
  ).toContainText('nobody@example.com: Nobody in the catalog');
  await keepScreenshot(page, 'people-add');
  await form.getByRole('button', { name: 'Add 4 people and groups' }).click();

  const report = dialog(page, `Added to ${world.site.title}`);
  await expect(
    report.getByRole('list', { name: 'Added' }).getByRole('listitem'),
  ).toHaveCount(4);
  await expect(report.getByRole('list', { name: 'Failed' })).toContainText(
    'nobody@example.com',
  );
  await keepScreenshot(page, 'people-report');
  await report.getByRole('button', { name: 'Close' }).last().click();

  const members = page.getByRole('list', {
    name: 'Members and administrators',
  });
  await expect(members.getByRole('listitem')).toHaveCount(5);
  await members.getByRole('checkbox', { name: /^Researcher,/ }).press('Space');
  await members
    .getByRole('checkbox', { name: /^Site administrator, campus,/ })
    .press('Space');
  await page.getByRole('button', { name: 'Remove' }).click();
  const question = dialog(page, /^Remove 2 from/);
  await expect(question).toContainText('1 of them administers the site');
  await keepScreenshot(page, 'people-remove');
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('list', { name: 'Removed' })).toContainText(
    'Researcher, Member',
  );
  // The last administrator of a site stays, and that is said.
  await expect(page.getByRole('list', { name: 'Failed' })).toContainText(
    'Site administrator, campus',
  );
  await keepScreenshot(page, 'people-removed');
});

test('a visitor has two days on a microscope, and is told when they end', async ({
  page,
  browser,
  world,
}) => {
  await withSiteAdmin(world);
  await withoutAccess('user:default/visitor');
  const microscope = await world.resource('Microscope');
  await openAs(
    page,
    'site-admin-campus',
    world.address('admin', { people: world.site.id }),
  );
  await page.getByRole('button', { name: 'Give access' }).click();
  const form = dialog(page, 'Give access');
  await pick(
    page,
    form.getByRole('combobox', { name: 'Add to Who' }),
    'visitor',
    /^Visitor\b/,
  );
  await choose(page, form, 'What', microscope.title);
  await form.getByRole('button', { name: '2 d', exact: true }).click();
  await form.getByLabel('Reason').fill('Calibrates it');
  await keepScreenshot(page, 'grant-new');
  await form
    .getByRole('button', { name: `Give access to ${microscope.title} for 2 d` })
    .click();
  const grants = page.getByRole('list', { name: 'Access grants' });
  await expect(grants).toContainText('Active');
  await keepScreenshot(page, 'grant-given');

  const guests = await browser.newContext();
  const guest = await guests.newPage();
  await openAs(guest, 'visitor', '/reservations/explore?site=all');
  await expect(guest.getByRole('note')).toContainText(
    `Your access to ${microscope.title} ends`,
  );
  await expect(guest.getByText(microscope.title).first()).toBeVisible();
  await keepScreenshot(guest, 'grant-visitor');

  const now = Date.now();
  const hour = 3_600_000;
  const at = (hours: number) => new Date(now + hours * hour).toISOString();
  const form2 = async (start: string, end: string) => {
    const query = new URLSearchParams({
      book: 'new',
      on: microscope.entityRef,
      start,
      end,
      title: world.title('Imaging'),
    });
    await guest.goto(`/reservations/calendar?site=all&${query}`);
  };
  await form2(at(24), at(26));
  await guest
    .getByRole('button', { name: `Book ${microscope.title} for 2 h` })
    .click();
  await expect(guest.getByText(/^Booked “/)).toBeVisible();
  await form2(at(47), at(50));
  await expect(guest.getByText(/access .*ends/i).last()).toBeVisible();
  await expect(
    guest.getByRole('button', { name: `Book ${microscope.title}` }),
  ).toBeDisabled();
  await keepScreenshot(guest, 'grant-visitor-refused');

  await grants.getByRole('button', { name: 'Revoke' }).click();
  const question = dialog(page, /^Revoke the access of/);
  await expect(
    question.getByRole('list', { name: 'Affected bookings' }),
  ).toContainText('Imaging');
  await keepScreenshot(page, 'grant-revoke');
  await question.getByRole('button', { name: 'Revoke access' }).click();
  const left = dialog(page, /^Revoked the access of/);
  await left.getByRole('button', { name: /^Cancel booking: Imaging/ }).click();
  await expect(left).toContainText('Cancelled');
  await keepScreenshot(page, 'grant-revoked');
  await left.getByRole('button', { name: 'Close' }).last().click();

  await guest.goto('/reservations/calendar?site=all');
  await expect(
    guest.getByText('Nothing is open to you at the moment'),
  ).toBeVisible();
  await keepScreenshot(guest, 'grant-visitor-nothing');
  await guests.close();
});

test('a team lead books for somebody of the team, and hands it over', async ({
  page,
  world,
}) => {
  const server = await world.resource('Server');
  const query = {
    book: 'new',
    on: server.entityRef,
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
    title: world.title('Training'),
  };
  await openAs(page, 'team-lead', world.address('calendar', query));
  const form = dialog(page, 'New booking');
  await choose(page, form, 'For whom', 'Researcher');
  await keepScreenshot(page, 'team-book-for');
  await form
    .getByRole('button', { name: `Book ${server.title} for 2 h` })
    .click();
  await expect(page.getByText(/^Booked “/)).toBeVisible();
  const [booked] = await world.bookings();
  expect(booked).toMatchObject({
    owner: 'user:default/researcher',
    bookedBy: 'user:default/team-lead',
  });

  await page.goto(world.address('mine', { whose: 'team', show: 'upcoming' }));
  await page.getByRole('link', { name: booked.title, exact: true }).click();
  const drawer = dialog(page, booked.title);
  await expect(drawer).toContainText(/Researcher.*booked by.*Team lead/);
  await keepScreenshot(page, 'team-bookings');
  await drawer.getByRole('button', { name: /^Hand over/ }).click();
  const handing = dialog(page, /^Hand over “/);
  await choose(page, handing, 'New owner', 'Research group');
  await handing.getByLabel('Reason').fill('The whole group needs it');
  await keepScreenshot(page, 'team-hand-over');
  await handing
    .getByRole('button', { name: 'Hand over to Research group' })
    .click();
  await expect(page.getByText(/^Handed “/)).toBeVisible();
  await expect
    .poll(async () => (await bookingOf('team-lead', booked.id)).owner)
    .toBe('group:default/research-group');
});

test('a calendar feed is read by whoever has its address, until it is revoked', async ({
  page,
  world,
}) => {
  const title = world.title('Laptop');
  await openAs(page, 'researcher', '/reservations/mine');
  await page
    .getByRole('link', { name: 'Settings, SSH keys and calendar feeds' })
    .click();
  await page.getByRole('button', { name: 'Create calendar feed' }).click();
  const form = dialog(page, 'Create calendar feed');
  await form.getByLabel('Name').fill(title);
  await keepScreenshot(page, 'feed-new');
  await form.getByRole('button', { name: 'Create feed' }).click();
  const made = dialog(page, `“${title}” is ready`);
  const url = await made.getByRole('code').innerText();
  await keepScreenshot(page, 'feed-made');
  await made.getByRole('button', { name: 'I have copied it' }).click();

  const calendar = await fetch(url);
  expect(calendar.status).toBe(200);
  expect(calendar.headers.get('content-type')).toContain('text/calendar');
  expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR/);
  await page.reload();
  const feeds = page.getByRole('list', { name: 'Calendar feeds' });
  await expect(
    feeds.getByRole('listitem').filter({ hasText: title }),
  ).toContainText('last read');
  await keepScreenshot(page, 'feed-list');

  await feeds.getByRole('button', { name: `Revoke ${title}` }).click();
  await dialog(page, `Revoke “${title}”?`)
    .getByRole('button', { name: 'Revoke' })
    .click();
  await expect(page.getByText(`Revoked “${title}”`)).toBeVisible();
  expect((await fetch(url)).status).toBe(404);
});

test('an administrator lets somebody leave: hands over one, cancels the rest', async ({
  page,
  world,
}) => {
  const server = await world.resource('Server');
  const book = (title: string, from: string, to: string) =>
    world.book('developer', {
      resourceRefs: [server.entityRef],
      title: world.title(title),
      start: world.iso(1, from),
      end: world.iso(1, to),
    });
  const kept = await book('Release', '09:00', '10:00');
  const ended = await book('Rehearsal', '11:00', '12:00');
  await apiOf('admin').POST('/sites/{id}/members', {
    params: { path: { id: world.site.id }, header: {} },
    body: { add: [{ ref: 'user:default/developer', role: 'member' }] },
  });

  await openAs(page, 'admin', '/reservations/admin?section=leaving');
  await pick(
    page,
    page.getByRole('combobox', { name: 'Add to Who leaves' }),
    'developer',
    /^Developer\b/,
  );
  await expect(page.getByRole('heading', { name: 'Developer' })).toBeVisible();
  await keepScreenshot(page, 'leaving-person');
  await page
    .getByRole('button', { name: /^Show all \d+: .* bookings to come$/ })
    .click();
  const line = (booking: Booking) =>
    page.getByRole('listitem').filter({ hasText: booking.title });
  await expect(line(kept)).toBeVisible();
  await line(ended)
    .getByRole('button', { name: `What becomes of ${ended.title}` })
    .click();
  await page.getByRole('option', { name: 'Cancel' }).click();
  await line(kept)
    .getByRole('button', { name: `What becomes of ${kept.title}` })
    .click();
  await page.getByRole('option', { name: 'Hand over' }).click();
  await expect(
    page.getByText('Choose to whom the bookings are handed over.'),
  ).toBeVisible();
  await pick(
    page,
    line(kept).getByRole('combobox', { name: 'Add to To' }),
    'researcher',
    /^Researcher\b/,
  );
  // The demo's own keys and feeds stay for the tests that come after.
  for (const keep of await page
    .getByRole('region', { name: 'What lets them in' })
    .getByRole('checkbox', { name: /SSH|feed|grant/ })
    .all()) {
    await keep.press('Space');
  }
  await keepScreenshot(page, 'leaving-chosen');
  await page.getByRole('button', { name: 'Review and confirm' }).click();
  const question = dialog(page, 'Let Developer leave?');
  await expect(question).toContainText('Hand over 1 booking');
  await expect(question).toContainText('Cancel 1 booking');
  await question.getByRole('button', { name: 'Do it' }).click();
  await expect(question).toContainText('This must say developer.');
  await question.getByLabel('Type developer to confirm').fill('developer');
  await keepScreenshot(page, 'leaving-confirm');
  await question.getByRole('button', { name: 'Do it' }).click();
  await expect(page.getByRole('list', { name: 'Handed over' })).toContainText(
    kept.title,
  );
  await expect(page.getByRole('list', { name: 'Cancelled' })).toContainText(
    ended.title,
  );
  await expect(page.getByRole('list', { name: 'Removed' })).toContainText(
    world.site.title,
  );
  await keepScreenshot(page, 'leaving-report');
  expect(await bookingOf('admin', kept.id)).toMatchObject({
    owner: 'user:default/researcher',
  });
  expect(await bookingOf('admin', ended.id)).toMatchObject({
    status: 'cancelled',
  });
});
