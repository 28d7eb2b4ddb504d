/** The portal's own words around the plugins' pages, in English. */
export const messages = {
  'nav.start': 'Callboard, start page',
  'nav.search': 'Search',
  'nav.menu': 'Menu',
  'page.reservations': 'Reservations',
  'page.catalog': 'Catalog',
  'page.scaffolder': 'Create',
  'page.service-requests': 'Services',
  'page.webhooks': 'Webhooks',
  'page.audit-log': 'Audit log',
  'page.notifications': 'Notifications',
  'page.user-settings': 'Settings',
} as const;
