import { type Page, test } from '@playwright/test';
import { type Corner, type Look, lookAt } from './support/looks';

const ALL: Corner[] = ['1440 light', '1440 dark', '390 light', '390 dark'];

/** Which site is opened is in the address, and stays when the page is reloaded. */
const openPeople = async (page: Page) => {
  const button = page.getByRole('button', { name: 'People: Campus' });
  const opened = page.getByRole('button', { name: 'All sites', exact: true });
  await button.or(opened).first().waitFor();
  if (await button.isVisible()) await button.click();
};

const LOOKS: { persona: string; look: Look }[] = [
  {
    persona: 'admin',
    look: {
      name: 'site-people',
      url: '/reservations/admin?site=all',
      open: openPeople,
      shows: page =>
        page.getByRole('list', { name: 'Members and administrators' }),
    },
  },
  {
    persona: 'admin',
    look: {
      name: 'add-people',
      url: '/reservations/admin?site=all',
      open: async page => {
        await openPeople(page);
        await page.getByRole('button', { name: 'Add people' }).click();
        await page
          .getByRole('textbox', { name: 'People and groups' })
          .fill('researcher, nobody@example.com');
      },
      shows: page => page.getByRole('list', { name: 'Not recognised' }),
    },
  },
  {
    persona: 'admin',
    look: {
      name: 'access',
      url: '/reservations/admin?section=access&over=1',
      shows: page =>
        page
          .getByRole('region', { name: 'Access grants' })
          .getByText('Visitor'),
    },
  },
  {
    persona: 'admin',
    look: {
      name: 'leaving',
      url: '/reservations/admin?section=leaving',
      shows: page =>
        page.getByRole('region', { name: 'No longer in the catalog' }),
    },
  },
  {
    persona: 'admin',
    look: {
      name: 'leaving-person',
      url: '/reservations/admin?section=leaving&person=user:default/developer',
      shows: page => page.getByRole('button', { name: 'Review and confirm' }),
    },
  },
  {
    persona: 'team-lead',
    look: {
      name: 'team',
      url: '/reservations/mine?whose=team&show=upcoming',
      shows: page => page.getByRole('button', { name: /^Hand over/ }),
    },
  },
  {
    persona: 'researcher',
    look: {
      name: 'settings',
      url: '/settings/reservations',
      shows: page => page.getByRole('heading', { name: 'Time zone' }),
    },
  },
];

for (const { persona, look } of LOOKS) {
  test(`${look.name} fits and can be read, as ${persona}`, async ({ page }) => {
    await lookAt(page, { persona, look, checked: ALL });
  });
}
