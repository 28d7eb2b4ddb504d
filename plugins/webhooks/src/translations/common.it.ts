import type { common } from './common';
import type { Translated } from './types';

export const commonIt: Translated<typeof common> = {
  'page.title': 'Webhook',
  'page.overview': 'Panoramica',
  'page.endpoints': 'Endpoint',
  'page.log': 'Registro',
  'page.events': 'Catalogo eventi',
  'common.newEndpoint': 'Nuovo endpoint',
  'common.timeZone': 'Fuso orario',
  'common.zoneMine': '{{zone}} (mio)',
  'common.zoneOfSite': '{{zone}} ({{site}})',
  'common.search': 'Cerca',
  'common.retry': 'Riprova',
  'common.close': 'Chiudi',
  'common.cancel': 'Annulla',
  'common.back': 'Indietro',
  'common.copy': 'Copia',
  'common.copied': 'Copiato',
  'common.requestId': 'Id della richiesta: {{id}}',
  'common.requestIdName': 'Id della richiesta',
  'common.nothingSaved': 'Non è stato salvato nulla.',
  'common.loading': 'Caricamento…',
  'common.loadMore': 'Mostra altro',
  'common.error.notAllowed':
    'Non puoi farlo. Chiedi a un amministratore della sede.',
  'common.error.notFound': 'Non esiste, oppure non puoi vederlo.',
  'common.error.network':
    'Il server non è raggiungibile. Controlla la connessione e riprova.',
  'common.error.server': 'Il server ha avuto un problema. Riprova tra poco.',
  'common.error.stale':
    'Qualcuno lo ha modificato nel frattempo. Ora vedi la versione aggiornata: riprova.',
  'common.error.notDone': 'Operazione non riuscita',
  'time.day': 'g',
  'time.hour': 'h',
  'time.minute': 'min',
  'time.soon': 'tra {{duration}}',
  'time.ago': '{{duration}} fa',
  'time.now': 'adesso',
};
