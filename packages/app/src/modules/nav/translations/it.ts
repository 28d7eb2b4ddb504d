import type { messages } from './messages';

const italian: Record<keyof typeof messages, string> = {
  'nav.start': 'Callboard, pagina iniziale',
  'nav.search': 'Cerca',
  'nav.menu': 'Menu',
  'page.page:reservations': 'Prenotazioni',
  'page.page:catalog': 'Catalogo',
  'page.page:scaffolder': 'Crea',
  'page.page:service-requests': 'Servizi',
  'page.page:webhooks': 'Webhook',
  'page.page:audit-log': 'Registro di controllo',
  'page.page:notifications': 'Notifiche',
  'page.page:user-settings': 'Impostazioni',
};

export default italian;
