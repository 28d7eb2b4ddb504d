import { test } from '@playwright/test';
import { type Corner, type Look, lookAt } from './support/looks';

const EVERYBODY: Look[] = [
  {
    name: 'calendar',
    url: '/reservations/calendar',
    shows: page => page.getByRole('button', { name: /GPU cluster/ }),
  },
  {
    name: 'new-booking',
    url: '/reservations/calendar?book=new&on=resource:default/gpu-cluster-1',
    shows: page => page.getByRole('button', { name: /^Book GPU cluster 1/ }),
  },
  {
    name: 'my-bookings',
    url: '/reservations/mine',
    shows: page =>
      page
        .getByRole('tabpanel')
        .getByRole('heading')
        .or(page.getByRole('listitem')),
  },
  {
    name: 'explore',
    url: '/reservations/explore?q=GPU',
    shows: page => page.getByText(/^Free|^Taken/),
  },
  {
    name: 'explore-tree',
    url: '/reservations/explore?view=tree',
    shows: page => page.getByRole('row', { name: 'GPU cluster 1' }),
  },
  {
    name: 'explore-details',
    url: '/reservations/explore?details=resource:default/gpu-cluster-1',
    shows: page =>
      page
        .getByRole('dialog')
        .getByRole('button', { name: 'GPU cluster 1, node 1' }),
  },
  {
    name: 'admin',
    url: '/reservations/admin',
    shows: page => page.getByText('Laboratory').filter({ visible: true }),
  },
  {
    name: 'entity',
    url: '/catalog/default/resource/gpu-cluster-1',
    shows: page => page.getByText('Next free hour'),
  },
  {
    name: 'entity-bookings',
    url: '/catalog/default/resource/gpu-cluster-1/bookings',
    shows: page => page.getByRole('link', { name: 'Open the full calendar' }),
  },
  {
    name: 'catalog',
    url: '/catalog?filters[kind]=resource&filters[user]=all',
    shows: page => page.getByRole('link', { name: 'Build server west 1' }),
  },
  {
    name: 'create',
    url: '/create/templates/default/reserve-a-resource',
    shows: page => page.getByRole('combobox', { name: 'Resource' }),
  },
];

const ADMINISTRATORS: Look[] = [
  {
    name: 'admin-types',
    url: '/reservations/admin?section=types',
    shows: page => page.getByRole('button', { name: 'Edit GPU node' }),
  },
  {
    name: 'admin-resources',
    url: '/reservations/admin?section=resources',
    shows: page => page.getByRole('button', { name: 'Edit GPU cluster 1' }),
  },
  {
    name: 'admin-new-type',
    url: '/reservations/admin?section=types&form=new',
    shows: page => page.getByRole('dialog', { name: 'New type' }),
  },
];

/**
 * Everything is looked at wide and narrow, light and dark. What everybody sees is
 * checked by axe in two of the four for each person: together, all four.
 */
const LOOKS: { persona: string; looks: Look[]; checked: Corner[] }[] = [
  {
    persona: 'researcher',
    looks: EVERYBODY,
    checked: ['1440 light', '390 dark'],
  },
  {
    persona: 'admin',
    looks: EVERYBODY,
    checked: ['1440 dark', '390 light'],
  },
  {
    persona: 'admin',
    looks: ADMINISTRATORS,
    checked: ['1440 light', '1440 dark', '390 light', '390 dark'],
  },
];

for (const { persona, looks, checked } of LOOKS) {
  for (const look of looks) {
    test(`${look.name} fits and can be read, as ${persona}`, async ({
      page,
    }) => {
      await lookAt(page, { persona, look, checked });
    });
  }
}
