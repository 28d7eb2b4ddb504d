export const common = {
  'page.title': 'Webhooks',
  'page.overview': 'Overview',
  'page.endpoints': 'Endpoints',
  'page.log': 'Log',
  'page.events': 'Event catalogue',
  'common.newEndpoint': 'New endpoint',
  'common.error.notAllowed':
    'You may not do this. Ask an administrator of the site.',
} as const;
