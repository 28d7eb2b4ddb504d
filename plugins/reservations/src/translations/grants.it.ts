import type { grants } from './grants';
import type { Translated } from './types';

export const grantsIt: Translated<typeof grants> = {
  'grants.title': 'Accessi temporanei',
  'grants.hint':
    'L’accesso di chi viene da fuori, per un certo tempo. Finisce da solo.',
  'grants.notLoaded': 'Impossibile caricare gli accessi temporanei.',
  'grants.empty': 'Nessun accesso temporaneo in vigore',
  'grants.emptyText':
    'Apri una sede o una risorsa a un ospite per un certo tempo: comparirà qui finché non finisce.',
  'grants.showOver': 'Anche quelli finiti ({{number}})',
  'grants.add': 'Dai accesso',
  'grants.who': 'A chi',
  'grants.whoHint': 'Una persona, o un gruppo: allora a ciascuno dei suoi.',
  'grants.what': 'A che cosa',
  'grants.everything': 'Tutta la sede',
  'grants.wholeSite': '{{site}}, tutta la sede',
  'grants.reason': 'Motivo',
  'grants.reasonHint': 'Visibile in questo elenco e nel registro.',
  'grants.submit': 'Dai accesso a {{place}} per {{length}}',
  'grants.given': 'Accesso dato a {{place}}',
  'grants.givenBy': 'dato da',
  'grants.status.upcoming': 'Prossimo',
  'grants.status.active': 'Attivo',
  'grants.status.ended': 'Finito',
  'grants.status.revoked': 'Revocato',
  'grants.check.who': 'Scegli una persona o un gruppo.',
  'grants.check.where': 'Scegli una sede.',
  'grants.check.past':
    'La fine deve essere futura. Per terminarlo adesso, revocalo.',
  'grants.change': 'Cambia fine',
  'grants.changeTitle': 'Accesso di {{who}} a {{place}}',
  'grants.changeAction': 'Salva la fine',
  'grants.changed': 'Accesso di {{who}} a {{place}} modificato',
  'grants.until': 'Finisce ({{zone}})',
  'grants.extendBy': 'Prolunga di',
  'grants.revoke': 'Revoca',
  'grants.revokeAction': 'Revoca l’accesso',
  'grants.revokeQuestion': 'Revocare l’accesso di {{who}} a {{place}}?',
  'grants.revokeText':
    'Finisce adesso. {{who}} non potrà più prenotarvi nulla, se altro non lo consente.',
  'grants.revoked': 'Accesso di {{who}} a {{place}} revocato',
  'grants.affectedLooking': 'Ricerca delle prenotazioni…',
  'grants.affectedUnknown': 'Impossibile sapere che cosa vi è prenotato.',
  'grants.affectedNone': 'Nessuna prenotazione ne è toccata.',
  'grants.affectedList': 'Prenotazioni toccate',
  'grants.affected_one':
    '{{count}} prenotazione va oltre quella fine. Resta, se non viene annullata.',
  'grants.affected_other':
    '{{count}} prenotazioni vanno oltre quella fine. Restano, se non vengono annullate.',
  'grants.mine.ends':
    'Il tuo accesso a {{place}} finisce {{when}}, {{relative}}.',
  'grants.mine.starts':
    'Il tuo accesso a {{place}} inizia {{when}}, {{relative}}.',
  'grants.mine.more_one': 'E {{count}} altro.',
  'grants.mine.more_other': 'E altri {{count}}.',
  'grants.none.title': 'Al momento niente ti è aperto',
  'grants.none.text':
    'Sei qui come ospite. L’amministratore di una sede può darti accesso a essa, o a una sua risorsa, per un certo tempo: comparirà qui da solo.',
  'grants.none.upcoming': 'Che cosa ti sarà aperto',
  'grants.none.past': 'Che cosa ti è stato aperto',
};
