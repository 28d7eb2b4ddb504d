import type {
  Booking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { type Page, test } from '@playwright/test';
import { DateTime } from 'luxon';
import { apiOf } from './support/api';
import { expectInCatalog } from './support/catalog';
import { createEndpoint, deleteEndpointsAt } from './support/endpoints';
import { type Corner, type Look, lookAt } from './support/looks';
import { expect } from './support/walk';
import { Receiver } from './support/Receiver';
import { instant, World } from './support/World';

const ALL: Corner[] = ['1440 light', '1440 dark', '390 light', '390 dark'];
/** Nobody listens there. */
const UNREACHABLE = 'http://127.0.0.1:9/hook';
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBxgSmEq7X2U92ipAeYbV1z//b0Bnn4Aq8WyfYfdsf1V';

let world: World;
let receiver: Receiver;
let bench: Resource;
let booking: Booking;
let keyId: string;

/** One integration that is well, one that fails, and a machine that is ready. */
test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await World.create();
  receiver = await Receiver.start();
  bench = await world.resource('Bench');
  const site = world.site.entityRef;
  const { secret } = await createEndpoint('admin', site, {
    url: receiver.url,
    title: 'Power switch',
    eventTypes: ['booking.started', 'booking.ended', 'booking.cancelled'],
    includePersonalData: true,
    headers: { authorization: 'Bearer of nothing' },
  });
  receiver.trust(secret!);
  receiver.answer(200, JSON.stringify({ relay: 4, is: 'on' }));
  await createEndpoint('admin', site, {
    url: UNREACHABLE,
    title: 'Door lock',
    eventTypes: ['booking.started'],
  });
  const now = DateTime.now();
  booking = await world.book('researcher', {
    resourceRefs: [bench.entityRef],
    title: 'Night run',
    start: instant(now.minus({ minutes: 1 })),
    end: instant(now.plus({ hours: 3 })),
  });
  const started = () => receiver.of('booking.started', booking.id);
  await expect.poll(() => started().length, { timeout: 30_000 }).toBe(1);
  await receiver.send(
    receiver.sign(started()[0], {
      status: 'ready',
      message: 'Switched on, 21 °C',
      access: {
        command: 'ssh -p 2222 researcher@bench.lab.example.com',
        page: 'https://bench.lab.example.com/session/2f6c1e0a9d/console',
      },
    }),
  );
  const { data } = await apiOf('researcher').POST('/me/ssh-keys', {
    body: { publicKey: KEY, title: 'Laptop' },
  });
  keyId = data!.id;
  await expectInCatalog(bench.entityRef);
});

test.afterAll(async () => {
  await apiOf('researcher').DELETE('/me/ssh-keys/{id}', {
    params: { path: { id: keyId } },
  });
  await deleteEndpointsAt(receiver.url);
  await deleteEndpointsAt(UNREACHABLE);
  await world.remove();
  await receiver.stop();
});

const row = (page: Page, endpoint: string) =>
  page
    .getByRole('list', { name: 'Deliveries, newest first' })
    .getByRole('listitem')
    .filter({ hasText: endpoint });

async function openRow(page: Page, endpoint: string, part: string) {
  await row(page, endpoint)
    .getByRole('button', { expanded: false })
    .first()
    .click();
  await row(page, endpoint).getByRole('tab', { name: part }).click();
}

type PersonalLook = Omit<Look, 'url'> & {
  persona: string;
  /** Known once the world is there. */
  url: () => string;
};

const LOOKS: PersonalLook[] = [
  {
    name: 'webhooks-red',
    persona: 'admin',
    url: () => '/webhooks/overview',
    shows: page => page.getByText(/^\d+ of \d+ integrations/),
  },
  {
    name: 'webhooks-green',
    persona: 'site-admin-campus',
    url: () => '/webhooks/overview',
    shows: page => page.getByText('integrations are well'),
  },
  {
    name: 'webhooks-member',
    persona: 'researcher',
    url: () => '/webhooks/overview',
    shows: page => page.getByText('No integrations that you may see'),
  },
  {
    name: 'webhooks-endpoints',
    persona: 'admin',
    url: () => '/webhooks/endpoints',
    shows: page => page.getByRole('button', { name: 'Power switch' }),
  },
  {
    name: 'webhooks-form',
    persona: 'admin',
    url: () =>
      `/webhooks/endpoints?form=new&scope=resource&ref=${bench.entityRef}`,
    open: async page => {
      const form = page.getByRole('dialog', { name: 'New endpoint' });
      await form.getByRole('button', { name: /^Headers/ }).click();
      await form.getByRole('button', { name: 'Add a header' }).click();
      await form.getByRole('button', { name: 'Create the endpoint' }).click();
    },
    shows: page => page.getByText('Choose at least one event'),
  },
  {
    name: 'webhooks-test',
    persona: 'admin',
    url: () => '/webhooks/endpoints?q=Power',
    open: async page => {
      await page
        .getByRole('button', { name: 'Send a test: Power switch', exact: true })
        .click();
      await page.getByRole('button', { name: 'Send the example' }).click();
    },
    shows: page => page.getByRole('region', { name: 'Body of the response' }),
  },
  {
    name: 'webhooks-log',
    persona: 'admin',
    url: () => `/webhooks/log?entity=${bench.entityRef}`,
    open: page => openRow(page, 'Power switch', 'Request'),
    shows: page => page.getByRole('region', { name: 'Body of the request' }),
  },
  {
    name: 'webhooks-log-failed',
    persona: 'admin',
    url: () => `/webhooks/log?entity=${bench.entityRef}`,
    open: page => openRow(page, 'Door lock', 'Response'),
    shows: page => page.getByText('No connection came about'),
  },
  {
    name: 'webhooks-events',
    persona: 'researcher',
    url: () => '/webhooks/events?event=booking.started',
    shows: page => page.getByRole('table'),
  },
  {
    name: 'entity-webhooks',
    persona: 'admin',
    url: () => `/catalog/default/resource/${bench.name}/webhooks`,
    open: page => openRow(page, 'Power switch', 'Response'),
    shows: page => page.getByRole('region', { name: 'Body of the response' }),
  },
  {
    name: 'booking-ready',
    persona: 'researcher',
    url: () => world.address('mine', { booking: booking.id }),
    shows: page => page.getByRole('region', { name: 'How to get in' }),
  },
  {
    name: 'ssh-keys',
    persona: 'researcher',
    url: () => '/settings/reservations',
    shows: page => page.getByRole('heading', { name: 'Laptop' }),
  },
];

for (const { persona, url, ...look } of LOOKS) {
  test(`${look.name} fits and can be read, as ${persona}`, async ({ page }) => {
    await lookAt(page, {
      persona,
      look: { ...look, url: url() },
      checked: ALL,
    });
  });
}
