import type { messages } from './messages';

const italian: Record<keyof typeof messages, string> = {
  'nav.start': 'Callboard, pagina iniziale',
  'nav.search': 'Cerca',
  'nav.menu': 'Menu',
  'page.reservations': 'Prenotazioni',
  'page.catalog': 'Catalogo',
  'page.scaffolder': 'Crea',
  'page.service-requests': 'Servizi',
  'page.webhooks': 'Webhook',
  // As long as the sidebar has room for.
  'page.audit-log': 'Registro',
  'page.notifications': 'Notifiche',
  'page.user-settings': 'Impostazioni',
};

export default italian;
