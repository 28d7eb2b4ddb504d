import type { common } from './common';
import type { Translated } from './types';

export const commonIt: Translated<typeof common> = {
  'page.title': 'Richieste di servizi',
  'page.catalogue': 'Catalogo',
  'page.new': 'Nuova richiesta',
  'page.requests': 'Richieste',
  'page.review': 'Revisione',
  'page.services': 'Servizi',
  'page.map': 'Mappa',
  'page.secrets': 'Segreti',
  'page.offerings': 'Offerte',
  'common.sandbox': 'Simulazione',
  'common.sandboxHint':
    'Nessun cloud reale è collegato: qui i servizi sono simulati.',
  'common.all': 'Tutti',
  'common.portal': 'il portale',
  'people.find': 'Trova una persona o un gruppo',
  'people.findPerson': 'Trova una persona',
  'people.remove': 'Togli {{ref}}',
  'common.clearFilters': 'Azzera i filtri',
  'common.yes': 'sì',
  'common.no': 'no',
  'common.none': 'nessuno',
  'common.unknown': 'sconosciuto',
  'common.perMonth': '{{amount}} / mese',
  'common.error.notAllowed':
    'Non puoi farlo. Chiedi a chi gestisce le richieste di servizi.',
};
