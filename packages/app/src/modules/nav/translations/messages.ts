/** The portal's own words around the plugins' pages, in English. */
export const messages = {
  'nav.start': 'Callboard, start page',
  'nav.search': 'Search',
  'nav.menu': 'Menu',
  'page.page:reservations': 'Reservations',
  'page.page:catalog': 'Catalog',
  'page.page:scaffolder': 'Create',
  'page.page:service-requests': 'Services',
  'page.page:webhooks': 'Webhooks',
  'page.page:audit-log': 'Audit log',
  'page.page:notifications': 'Notifications',
  'page.page:user-settings': 'Settings',
} as const;
