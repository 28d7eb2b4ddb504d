import type { en } from './en';

const it: { readonly [Key in keyof typeof en]: string } = {
  'action.back': 'Indietro',
  'action.cancel': 'Annulla',
  'action.close': 'Chiudi',
  'action.copy': 'Copia',
  'action.copied': 'Copiato',
  'action.loadMore': 'Mostra altro',
  'action.retry': 'Riprova',
  'action.search': 'Cerca',
  'state.loading': 'Caricamento…',
  'error.network':
    'Il server non è raggiungibile. Controlla la connessione e riprova.',
  'error.notDone': 'Operazione non riuscita',
  'error.notFound': 'Non esiste, oppure non puoi vederlo.',
  'error.nothingSaved': 'Non è stato salvato nulla.',
  'error.requestId': 'Id della richiesta: {{id}}',
  'error.requestIdName': 'Id della richiesta',
  'error.server': 'Il server ha avuto un problema. Riprova tra poco.',
  'error.stale':
    'Qualcuno lo ha modificato nel frattempo. Ora vedi la versione aggiornata: riprova.',
  'time.day': 'g',
  'time.hour': 'h',
  'time.minute': 'min',
  'time.soon': 'tra {{duration}}',
  'time.ago': '{{duration}} fa',
  'time.now': 'adesso',
  'zone.name': 'Fuso orario',
  'zone.mine': '{{zone}} (mio)',
  'zone.ofSite': '{{zone}} ({{site}})',
};

export default it;
