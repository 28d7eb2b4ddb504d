import type { integrity } from './integrity';
import type { Translated } from './types';

export const integrityIt: Translated<typeof integrity> = {
  'integrity.title': 'Il registro è integro?',
  'integrity.lead':
    'Ogni voce è firmata insieme alla precedente. La verifica rilegge ogni voce, dalla prima all’ultima, e trova quella che è stata modificata, inserita, eliminata, spostata o troncata.',
  'integrity.verify': 'Verifica ora',
  'integrity.again': 'Verifica di nuovo',
  'integrity.running': 'Si sta controllando ogni voce…',
  'integrity.notVerified': 'Il registro non è stato verificato',
  'integrity.valid_one': 'Il registro è integro: {{count}} voce controllata',
  'integrity.valid_other': 'Il registro è integro: {{count}} voci controllate',
  'integrity.empty': 'Il registro è vuoto: non c’era nulla da controllare',
  'integrity.took': 'Controllato {{when}}, in {{duration}}.',
  'integrity.newest':
    'La voce più recente è la numero {{position}}, registrata {{when}}.',
  'integrity.broken': 'Il registro è rotto alla voce {{position}}',
  'integrity.brokenOpen': 'Apri questa voce',
  'integrity.checked_one': '{{count}} voce controllata.',
  'integrity.checked_other': '{{count}} voci controllate.',
  'integrity.reason.edited':
    'La voce non è quella firmata: è stata modificata.',
  'integrity.reason.missing': 'Qui è stata eliminata una voce.',
  'integrity.reason.inserted':
    'La voce è stata inserita: non è mai stata firmata.',
  'integrity.reason.reordered':
    'Una voce firmata è in un posto diverso dal suo.',
  'integrity.reason.truncated': 'Le voci più recenti mancano.',
  'integrity.reason.rewritten':
    'Da qui in poi le voci sono firmate, ma non sono quelle che una testa firmata attesta.',
  'integrity.reason.index-differs':
    'La voce è integra, ma le ricerche sono state sviate.',
  'integrity.reason.unsigned-head': 'Una testa ha una firma sbagliata.',
  'integrity.reason.unknown-key':
    'La chiave che l’ha firmata non è nella configurazione, quindi non se ne può dire nulla.',
  'integrity.reason.unrecorded-purge':
    'Le voci più vecchie mancano, e nessuna eliminazione firmata lo dice.',
  'integrity.heads.title': 'Teste fuori dal database',
  'integrity.heads.text':
    'Ogni tanto la posizione e l’hash più recenti sono firmati e scritti in file fuori dal database. Mostrano ciò che le voci da sole non possono: che le più recenti sono state tagliate, o che è stato rimesso uno stato più vecchio dell’intero database.',
  'integrity.heads.unknown':
    'Se una cartella è configurata lo dice la verifica.',
  'integrity.heads.kept_one':
    'Conservate: {{count}} testa concorda con le voci.',
  'integrity.heads.kept_other':
    'Conservate: {{count}} teste confrontate con le voci.',
  'integrity.heads.newest':
    'La più recente è per la voce {{position}}, di {{when}}.',
  'integrity.heads.none':
    'Non conservate: nessuna cartella è configurata (callboard.auditLog.headsDirectory). Uno stato più vecchio dell’intero database, rimesso al suo posto, non si noterebbe.',
  'integrity.keys': 'Firmato con',
  'integrity.retention.title': 'Conservazione',
  'integrity.retention.text':
    'Le voci più vecchie di callboard.auditLog.retention vengono eliminate; senza quell’impostazione restano tutte. Anche un’eliminazione è una voce firmata, così di ciò che manca si rende conto.',
  'integrity.retention.last': 'L’ultima eliminazione è stata {{when}}.',
  'integrity.retention.open': 'Apri la sua voce',
  'integrity.retention.never': 'Non è mai stato eliminato nulla.',
  'integrity.retention.notLoaded':
    'Non è stato possibile trovare l’ultima eliminazione',
  'integrity.retention.purgedTo':
    'Le voci fino alla numero {{position}} sono state eliminate, come firmato.',
};
