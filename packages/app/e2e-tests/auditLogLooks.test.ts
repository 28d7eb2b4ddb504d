import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import type {
  Booking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { type Page, test } from '@playwright/test';
import { auditLogApiOf } from './support/api';
import { expectInCatalog } from './support/catalog';
import { type Corner, type Look, lookAt } from './support/looks';
import { bookMoveAndCancel, expectOnRecord } from './support/record';
import { World } from './support/World';

const ALL: Corner[] = ['1440 light', '1440 dark', '390 light', '390 dark'];

let world: World;
let bench: Resource;
let booking: Booking;
let entries: Entry[];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await World.create({ admins: ['user:default/developer'] });
  bench = await world.resource('Bench');
  booking = await bookMoveAndCancel(
    world,
    world.title('Long run'),
    bench.entityRef,
  );
  await expectOnRecord('auditor', booking, 3);
  const { data } = await auditLogApiOf('auditor').GET('/entries', {
    params: { query: { subject: booking.id } },
  });
  entries = data!.items;
  await expectInCatalog(bench.entityRef);
});

test.afterAll(() => world.remove());

const row = (page: Page, words: RegExp) =>
  page
    .getByRole('region', { name: 'Entries, newest first' })
    .getByRole('button', { name: words })
    .first();

/** Of the entry of the test's booking with that action. */
function addressOf(action: string): string {
  const { id } = entries.find(entry => entry.action === action)!;
  return `/audit-log/log?subject=${booking.id}&entry=${id}`;
}

type PersonalLook = Omit<Look, 'url'> & {
  persona: string;
  /** Known once the world is there. */
  url: () => string;
};

const LOOKS: PersonalLook[] = [
  {
    name: 'audit-log',
    persona: 'auditor',
    url: () => '/audit-log/log',
    shows: page => row(page, /./),
  },
  {
    name: 'audit-log-filters',
    persona: 'admin',
    url: () =>
      `/audit-log/log?subject=${booking.id}&plugin=reservations&from=2026-01-01T00:00:00Z`,
    shows: page => row(page, /moved/),
  },
  {
    name: 'audit-log-none',
    persona: 'auditor',
    url: () => '/audit-log/log?q=nothing-is-called-that',
    shows: page => page.getByText('Nothing matches these filters'),
  },
  {
    name: 'audit-log-entry',
    persona: 'auditor',
    url: () => addressOf('booking.changed'),
    shows: page => page.getByRole('dialog').getByRole('table'),
  },
  {
    name: 'audit-log-entry-created',
    persona: 'auditor',
    url: () => addressOf('booking.created'),
    open: async page => {
      await page.getByRole('button', { name: 'Show as JSON' }).click();
    },
    shows: page => page.getByRole('region', { name: 'As recorded' }),
  },
  {
    name: 'audit-log-integrity',
    persona: 'auditor',
    url: () => '/audit-log/integrity',
    open: async page => {
      await page.getByRole('button', { name: 'Verify now' }).click();
    },
    shows: page => page.getByRole('heading', { name: /^The record is whole/ }),
  },
  {
    name: 'audit-log-access',
    persona: 'auditor',
    url: () => '/audit-log/access',
    shows: page => page.getByRole('table').getByRole('row').nth(1),
  },
  {
    name: 'audit-log-access-changes',
    persona: 'auditor',
    url: () => '/audit-log/access?view=changes',
    shows: page =>
      page
        .getByText('Nothing has changed yet')
        .or(page.getByRole('button', { name: /^Details/ })),
  },
  {
    name: 'audit-log-member',
    persona: 'researcher',
    url: () => '/audit-log',
    shows: page => page.getByText('Not for you to see'),
  },
  {
    name: 'entity-audit',
    persona: 'auditor',
    url: () => `/catalog/default/resource/${bench.name}/audit`,
    shows: page => row(page, /moved/),
  },
  {
    name: 'entity-audit-person',
    persona: 'auditor',
    url: () => '/catalog/default/user/researcher/audit?which=by',
    shows: page => row(page, /./),
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
