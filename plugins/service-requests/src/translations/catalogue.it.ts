import type { catalogue } from './catalogue';
import type { Translated } from './types';

export const catalogueIt: Translated<typeof catalogue> = {
  'catalogue.search': "Cerca nell'offerta",
  'catalogue.notLoaded': "Non è stato possibile caricare l'offerta",
  'catalogue.empty.title': 'Non è ancora offerto nulla',
  'catalogue.empty.text':
    'Ciò che si può richiedere compare qui quando un amministratore lo offre.',
  'catalogue.noneFound': 'Nessuna offerta corrisponde a queste parole',
  'catalogue.clearSearch': 'Azzera la ricerca',
  'catalogue.request': 'Richiedi',
  'catalogue.requestName': 'Richiedi {{title}}',
  'catalogue.category.database': 'Database',
  'catalogue.category.cache': 'Cache',
  'catalogue.category.storage': 'Archiviazione',
  'catalogue.category.network': 'Rete',
  'catalogue.category.compute': 'Calcolo',
  'catalogue.needs.title': 'Cosa aspetta te',
  'catalogue.needs.review_one': 'Una richiesta aspetta la tua revisione',
  'catalogue.needs.review_other':
    '{{count}} richieste aspettano la tua revisione',
  'catalogue.needs.overdue_one': 'una di esse è in ritardo',
  'catalogue.needs.overdue_other': '{{count}} di esse sono in ritardo',
  'catalogue.needs.change_one': 'Una tua richiesta è stata rimandata indietro',
  'catalogue.needs.change_other':
    '{{count}} tue richieste sono state rimandate indietro',
  'catalogue.needs.waiting_one': 'Una tua richiesta aspetta un revisore',
  'catalogue.needs.waiting_other':
    '{{count}} tue richieste aspettano un revisore',
  'catalogue.needs.unwell_one': 'Un servizio non sta bene',
  'catalogue.needs.unwell_other': '{{count}} servizi non stanno bene',
  'catalogue.needs.expiring_one': 'Un servizio finisce presto',
  'catalogue.needs.expiring_other': '{{count}} servizi finiscono presto',
  'catalogue.needs.secrets_one': 'Un segreto andava già ruotato',
  'catalogue.needs.secrets_other': '{{count}} segreti andavano già ruotati',
};
