import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import type { Locator, Page } from '@playwright/test';
import { DateTime } from 'luxon';
import { BACKEND, tokenOf } from './support/api';
import { expectInCatalog } from './support/catalog';
import { createEndpoint, expectKeeperOf } from './support/endpoints';
import { choose } from './support/fields';
import { keepScreenshot, openAs } from './support/portal';
import type { Receiver } from './support/Receiver';
import { expect, test as base } from './support/walk';
import { instant, World } from './support/World';

/** Administers the test's own site, and no other. */
const KEEPER = 'developer';

const test = base.extend({
  // eslint-disable-next-line no-empty-pattern
  world: async ({}, provide) => {
    const world = await World.create({ admins: [`user:default/${KEEPER}`] });
    await provide(world);
    await world.remove();
  },
});

async function bookNow(world: World, title: string, resourceRef: string) {
  const now = DateTime.now();
  return world.book('researcher', {
    resourceRefs: [resourceRef],
    title,
    start: instant(now.minus({ minutes: 1 })),
    end: instant(now.plus({ hours: 3 })),
  });
}

async function expectReceived(
  receiver: Receiver,
  type: string,
  { id }: Booking,
) {
  await expect
    .poll(() => receiver.of(type, id).length, { timeout: 30_000 })
    .toBeGreaterThan(0);
  return receiver.of(type, id)[0];
}

const deliveries = (page: Page) =>
  page.getByRole('list', { name: 'Deliveries, newest first' });

function delivery(page: Page, eventType: string): Locator {
  return deliveries(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: eventType }) });
}

async function openDelivery(row: Locator) {
  await row.getByRole('button', { expanded: false }).first().click();
}

const bodyOf = (within: Locator, part: 'request' | 'response') =>
  within.getByRole('region', { name: `Body of the ${part}` });

/** By the keyboard: a click may go to the form's foot, which stays in sight. */
async function check(checkbox: Locator) {
  await checkbox.press('Space');
  await expect(checkbox).toBeChecked();
}

const headline = (page: Page) =>
  page.getByRole('region', { name: 'How the integrations are' });

test('from a new endpoint to a machine that is ready', async ({
  page,
  context,
  browser,
  world,
  receiver,
}) => {
  test.setTimeout(240_000);
  const bench = await world.resource('Bench');
  const title = world.title('Power switch');
  await expectKeeperOf(KEEPER, world.site.entityRef);
  let secret = '';

  await test.step('a site administrator creates the endpoint', async () => {
    await openAs(page, KEEPER, '/webhooks');
    await expect(page.getByText('No integrations yet')).toBeVisible();
    await page.getByRole('link', { name: 'New endpoint' }).click();
    const form = page.getByRole('dialog', { name: 'New endpoint' });
    await form.getByRole('button', { name: 'Create the endpoint' }).click();
    await expect(form.getByText('Enter where to send to')).toBeVisible();
    await expect(form.getByText('Choose at least one event')).toBeVisible();
    await form.getByLabel('URL of the receiver').fill(receiver.url);
    for (const type of ['booking.created', 'booking.started', 'booking.ended'])
      await check(form.getByRole('checkbox', { name: type }));
    // The only site that it can be about.
    await expect(
      form.getByRole('button', { name: `${world.site.title} Site` }),
    ).toBeVisible();
    await form.getByLabel('Name').fill(title);
    await keepScreenshot(page, 'webhooks-new-endpoint');
    await form
      .getByRole('button', { name: `Send 3 events to ${receiver.host}` })
      .click();
  });

  await test.step('the secret is shown once', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const shown = page.getByRole('dialog', { name: `Secret of ${title}` });
    await expect(shown).toContainText('it will not be shown again');
    await shown.getByRole('button', { name: 'Copy: Secret' }).click();
    secret = await page.evaluate(() => navigator.clipboard.readText());
    expect(secret).toMatch(/^whsec_[\w+/=]{32,}$/);
    await expect(shown.getByLabel('Secret', { exact: true })).toHaveText(
      secret,
    );
    receiver.trust(secret);
    await keepScreenshot(page, 'webhooks-secret');
    await shown.getByRole('button', { name: 'I have stored it' }).click();
    await expect(shown).toBeHidden();
    await page.reload();
    await page.getByRole('button', { name: title, exact: true }).click();
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    expect(await page.content()).not.toContain(secret);
    await page.keyboard.press('Escape');
  });

  await test.step('a test arrives', async () => {
    await page.getByRole('button', { name: `Send a test: ${title}` }).click();
    const drawer = page.getByRole('dialog', {
      name: `Send a test to ${title}`,
    });
    await choose(page, drawer, 'Event', 'booking.started');
    await drawer.getByRole('button', { name: 'Send the example' }).click();
    const result = drawer.getByRole('region', { name: 'What came of it' });
    await expect(result.getByRole('status').first()).toHaveText(
      '200 Delivered',
    );
    await expect(bodyOf(result, 'response')).toHaveText('Understood');
    await keepScreenshot(page, 'webhooks-test-sent');
    expect(receiver.refused).toEqual([]);
    expect(receiver.received.map(({ type }) => type)).toEqual([
      'booking.started',
    ]);
    await page.keyboard.press('Escape');
  });

  const booking = await bookNow(world, 'Night run', bench.entityRef);
  const started = await expectReceived(receiver, 'booking.started', booking);

  await test.step('the receiver is told of the booking, in order', async () => {
    const about = receiver.received.filter(
      ({ data }) => data.booking.id === booking.id,
    );
    expect(about.map(({ type }) => type)).toEqual([
      'booking.created',
      'booking.started',
    ]);
    expect(started.data).toMatchObject({
      booking: { title: 'Night run', owner: 'user:default/researcher' },
      resources: [{ entityRef: bench.entityRef, title: bench.title }],
      sites: [{ entityRef: world.site.entityRef }],
    });
    expect(receiver.refused).toEqual([]);
  });

  const owner = await (await browser.newContext()).newPage();
  const colleague = await (await browser.newContext()).newPage();
  const setup = (of: Page) =>
    of
      .getByRole('dialog', { name: 'Night run' })
      .locator('section')
      .filter({ has: of.getByRole('heading', { name: 'Setup' }) });

  await test.step('who booked sees how setting up goes, and how to get in', async () => {
    await openAs(
      owner,
      'researcher',
      world.address('mine', { booking: booking.id }),
    );
    const report = receiver.sign(started, { status: 'provisioning' });
    expect(await receiver.send(report)).toBe(202);
    await expect(setup(owner)).toContainText('Setting up', { timeout: 30_000 });
    await expect(setup(owner)).toContainText(title);
    await keepScreenshot(owner, 'webhooks-booking-setting-up');

    const ready = receiver.sign(started, {
      status: 'ready',
      message: 'Switched on, 21 °C',
      access: { host: 'bench.lab.example.com', user: 'researcher' },
    });
    expect(await receiver.send(ready)).toBe(202);
    await expect(setup(owner)).toContainText('Ready', { timeout: 30_000 });
    await expect(setup(owner)).toContainText('Switched on, 21 °C');
    await expect(setup(owner)).toContainText('bench.lab.example.com');
    await keepScreenshot(owner, 'webhooks-booking-ready');

    expect(await receiver.send(ready)).toBe(409);
    const forged = { ...ready, body: ready.body.replace('bench', 'trap') };
    expect(await receiver.send(forged)).toBe(401);
  });

  await test.step('a colleague sees that it is ready, and not how to get in', async () => {
    await openAs(
      colleague,
      'lab-coordinator',
      world.address('calendar', { booking: booking.id }),
    );
    await expect(setup(colleague)).toContainText('Ready');
    expect(await colleague.content()).not.toContain('bench.lab.example.com');
    await keepScreenshot(colleague, 'webhooks-booking-colleague');
  });

  await test.step('who booked is notified', async () => {
    await owner.goto('/notifications');
    const row = owner.getByRole('row').filter({ hasText: 'is ready' }).first();
    await expect(row).toContainText('Night run is ready');
    await expect(row).toContainText('Switched on, 21 °C');
    await keepScreenshot(owner, 'webhooks-notification');
    await row.getByRole('link', { name: 'Night run is ready' }).click();
    await expect(setup(owner)).toContainText('bench.lab.example.com');
  });

  await test.step('the log shows what was sent and answered', async () => {
    await page.goto(`/webhooks/log?entity=${bench.entityRef}`);
    const row = delivery(page, 'booking.started');
    await expect(row).toContainText('200 Delivered');
    await expect(row).toContainText(title);
    await openDelivery(row);
    await expect(bodyOf(row, 'response')).toHaveText('Understood');
    await keepScreenshot(page, 'webhooks-log-response');
    await row.getByRole('tab', { name: 'Request' }).click();
    const sent = bodyOf(row, 'request');
    await expect(sent).toContainText('"type": "booking.started"');
    await expect(sent).toContainText(booking.id);
    await expect(row).toContainText(started.id);
    await keepScreenshot(page, 'webhooks-log-request');
    expect(await page.content()).not.toContain(secret);
  });

  await test.step('so does the page of what was booked', async () => {
    await expectInCatalog(bench.entityRef);
    await page.goto(`/catalog/default/resource/${bench.name}/webhooks`);
    const row = delivery(page, 'booking.started');
    await expect(row).toContainText('200 Delivered');
    await openDelivery(row);
    await expect(row).toContainText(started.id);
    await keepScreenshot(page, 'webhooks-entity');
  });

  await page.goto('/webhooks');
  await expect(headline(page)).toContainText('The integration is well');
  await keepScreenshot(page, 'webhooks-overview-well');
  await owner.context().close();
  await colleague.context().close();
});

test('the overview turns red, says which and since when, and green again', async ({
  page,
  world,
  receiver,
}) => {
  test.setTimeout(180_000);
  const bench = await world.resource('Bench');
  const endpoint = await createEndpoint(KEEPER, world.site.entityRef, {
    url: receiver.url,
    title: world.title('Power switch'),
    eventTypes: ['booking.started'],
  });
  receiver.trust(endpoint.secret!);
  receiver.answer(500, 'The relay does not click');
  const booking = await bookNow(world, 'Day run', bench.entityRef);
  await expectReceived(receiver, 'booking.started', booking);

  await openAs(page, KEEPER, '/webhooks');
  await expect(headline(page)).toContainText(
    /1 of 1 integrations? .*since \w+ \d+ \w+, \d\d:\d\d/,
  );
  const failing = headline(page)
    .getByRole('listitem')
    .filter({ hasText: endpoint.title });
  await expect(failing).toContainText('500');
  await keepScreenshot(page, 'webhooks-overview-red');

  await failing.getByRole('link', { name: /^See its log/ }).click();
  const row = delivery(page, 'booking.started');
  await expect(row).toContainText('500 Retrying');
  await openDelivery(row);
  await expect(bodyOf(row, 'response')).toHaveText('The relay does not click');
  await keepScreenshot(page, 'webhooks-log-retrying');

  // The second attempt is made by itself after some seconds; the third is far.
  await expect
    .poll(() => receiver.of('booking.started', booking.id).length, {
      timeout: 30_000,
    })
    .toBe(2);
  receiver.answer(200, 'It clicked');
  await row.getByRole('button', { name: /^Send now/ }).click();
  await expect(row).toContainText('200 Delivered');
  const attempts = row.getByRole('group', { name: 'Attempts' });
  await expect(attempts.getByRole('button')).toHaveCount(3);
  await expect(bodyOf(row, 'response')).toHaveText('It clicked');
  await keepScreenshot(page, 'webhooks-log-delivered');
  const ids = receiver.of('booking.started', booking.id).map(({ id }) => id);
  expect(new Set(ids).size).toBe(1);
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(headline(page)).toContainText('The integration is well');

  await test.step('what was given up is sent again', async () => {
    receiver.answer(410, 'Taken down');
    const other = await world.resource('Press');
    const lost = await bookNow(world, 'Lost run', other.entityRef);
    await expectReceived(receiver, 'booking.started', lost);
    await expect(headline(page)).toContainText('1 of 1');
    await expect(headline(page)).toContainText('disabled');
    const health = page.getByRole('list', { name: 'Health of each endpoint' });
    await expect(health).toContainText('Disabled');
    await keepScreenshot(page, 'webhooks-overview-disabled');

    // Whose endpoint it is has been told, with the way to it.
    await page.goto('/notifications');
    await page
      .getByRole('link', { name: `“${endpoint.title}” is switched off` })
      .click();
    await expect(
      page.getByRole('dialog', { name: endpoint.title }),
    ).toBeVisible();
    await page.keyboard.press('Escape');

    receiver.answer(200, 'Back again');
    await page
      .getByRole('button', { name: `More for ${endpoint.title}` })
      .click();
    await page.getByRole('menuitem', { name: 'Resume' }).click();
    await expect(page.getByText(`${endpoint.title} goes on`)).toBeVisible();
    await page
      .getByRole('listitem')
      .filter({ hasText: endpoint.title })
      .getByRole('link', { name: '1 given up' })
      .click();
    const dead = delivery(page, 'booking.started');
    await expect(dead).toContainText('410 Given up');
    await keepScreenshot(page, 'webhooks-log-dead');
    await dead.getByRole('button', { name: /^Redeliver/ }).click();
    await expect
      .poll(() => receiver.of('booking.started', lost.id).length)
      .toBe(2);
    const [first, again] = receiver.of('booking.started', lost.id);
    expect(again.id).toBe(first.id);
    await expect(page.getByText('Nothing matches these filters')).toBeVisible();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect(headline(page)).toContainText('The integration is well');
    await keepScreenshot(page, 'webhooks-overview-well-again');
  });
  expect(receiver.refused).toEqual([]);
});

test('a member is told that there is nothing for them, and who keeps it', async ({
  page,
}) => {
  await openAs(page, 'researcher', '/webhooks');
  const nothing = page.getByText('No integrations that you may see');
  await expect(nothing).toBeVisible();
  await expect(
    page.getByText('kept by the administrators of each site'),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'New endpoint' })).toHaveCount(0);
  await keepScreenshot(page, 'webhooks-member');
  await page.getByRole('link', { name: 'What can be announced' }).click();
  await expect(page.getByText('booking.started').first()).toBeVisible();

  await page.goto('/webhooks/log');
  await expect(nothing).toBeVisible();
  await page.goto('/webhooks/endpoints?form=new');
  await expect(nothing).toBeVisible();
  await page.goto('/catalog/default/resource/gpu-cluster-1/webhooks');
  await expect(page.getByText('Nothing for you to see here')).toBeVisible();
  await expect(
    page.getByText('shown to the administrators of its site'),
  ).toBeVisible();
  await keepScreenshot(page, 'webhooks-entity-member');

  const answer = await fetch(`${BACKEND}/api/webhooks/endpoints`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenOf('researcher')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      url: 'https://hooks.example.com/',
      eventTypes: ['booking.started'],
      scope: { kind: 'site', ref: 'resource:default/campus' },
    }),
  });
  expect(answer.status).toBe(403);
});
