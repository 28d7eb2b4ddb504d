import type { rules } from './rules';
import type { Translated } from './types';

export const rulesIt: Translated<typeof rules> = {
  'rules.title': 'Regole per le prenotazioni',
  'rules.hint':
    'Chi prenota vede quale regola lo impedisce e che cosa sarebbe possibile.',
  'rules.none':
    'Nessuna regola: si può prenotare in ogni momento e per ogni durata.',
  'rules.ownHint':
    'Come dice il tipo, salvo quanto è detto qui per {{resource}}.',
  'rules.asType': 'Come il suo tipo: {{rule}}',
  'rules.asTypeNone': 'Come il suo tipo: nessuna regola di questo genere',
  'rules.own': '{{rule}}: diversamente dal suo tipo',
  'rules.remove': 'Togli',
  'rules.unit': 'Unità',
  'rules.minutes': 'minuti',
  'rules.hours': 'ore',
  'rules.days': 'giorni',

  'rules.opening': 'Orario di apertura',
  'rules.opening.within': 'Entro l’orario di apertura della sede',
  'rules.opening.edges':
    'Inizia e finisce entro l’orario di apertura della sede',
  'rules.opening.ignore': 'A qualsiasi ora, comunque sia aperta la sede',

  'rules.minMinutes': 'Dura almeno',
  'rules.maxMinutes': 'Dura al massimo',
  'rules.noticeMinutes': 'Prenotato almeno con questo anticipo',
  'rules.horizonDays': 'Prenotato al massimo tanti giorni prima',
  'rules.say.between': 'Da {{min}} a {{max}}',
  'rules.say.min': 'Almeno {{min}}',
  'rules.say.max': 'Al massimo {{max}}',
  'rules.say.notice': 'Prenotato almeno {{notice}} prima',
  'rules.say.horizon_one': 'Prenotato al massimo {{count}} giorno prima',
  'rules.say.horizon_other': 'Prenotato al massimo {{count}} giorni prima',

  'rules.quotas': 'Quote',
  'rules.quotas.hint': 'Quanto se ne può avere prenotato.',
  'rules.quotas.add': 'Aggiungi una quota',
  'rules.quotas.nth': 'Quota {{n}}',
  'rules.quotas.who': 'Chi',
  'rules.quotas.amount': 'Può avere al massimo',
  'rules.quotas.of': 'Di che cosa',
  'rules.quotas.in': 'In',
  'rules.per.owner': 'Ognuno',
  'rules.per.group': 'Un gruppo insieme',
  'rules.per.project': 'Un progetto',
  'rules.of.hours': 'ore (per unità)',
  'rules.of.bookings': 'prenotazioni',
  'rules.of.units': 'unità alla volta',
  'rules.in.day': 'al giorno',
  'rules.in.week': 'alla settimana',
  'rules.in.month': 'al mese',
  'rules.in.future': 'da adesso in poi',
  'rules.say.quota': '{{who}}: al massimo {{amount}} {{when}}',
  'rules.amount.hours': '{{n}} h',
  'rules.amount.bookings_one': '{{count}} prenotazione',
  'rules.amount.bookings_other': '{{count}} prenotazioni',
  'rules.amount.units_one': '{{count}} unità alla volta',
  'rules.amount.units_other': '{{count}} unità alla volta',

  'rules.approval': 'Approvazione',
  'rules.approval.required':
    'Una prenotazione aspetta finché qualcuno la approva',
  'rules.approval.over': 'Solo se dura più di',
  'rules.approval.expires': 'Decade se nessuno ha deciso dopo',
  'rules.approval.approvers': 'Chi può approvare',
  'rules.approval.approversHint':
    'Oltre agli amministratori della sede. Nessuno approva ciò che è suo.',
  'rules.say.approval': 'Richiede un’approvazione',
  'rules.say.approvalOver': 'Richiede un’approvazione se dura più di {{over}}',
  'rules.say.approvalNone': 'Non richiede approvazione',

  'rules.certifications': 'Abilitazioni',
  'rules.certifications.names': 'Nomi delle abilitazioni',
  'rules.certifications.hint':
    'Separati da virgole. Di chi è la prenotazione deve averle tutte fino alla fine.',
  'rules.say.certifications': 'Per chi ha: {{names}}',
  'rules.say.certificationsNone': 'Non richiede abilitazioni',

  'rules.checkIn': 'Check-in',
  'rules.checkIn.within':
    'Liberata se nessuno fa il check-in dopo l’inizio entro',
  'rules.checkIn.opens': 'Il check-in si apre prima dell’inizio di',
  'rules.checkIn.noShows': 'Assenze in 30 giorni che impediscono di prenotare',
  'rules.checkIn.restrictDays': 'Per quanti giorni',
  'rules.say.checkIn':
    'Liberata se nessuno fa il check-in entro {{within}} dall’inizio',
  'rules.say.noShows_one':
    'Dopo {{count}} assenza in 30 giorni nessuna prenotazione per {{days}} giorni',
  'rules.say.noShows_other':
    'Dopo {{count}} assenze in 30 giorni nessuna prenotazione per {{days}} giorni',

  'rules.project': 'Addebito a un progetto',
  'rules.project.required': 'Le prenotazioni richiedono un progetto',
  'rules.say.project': 'Si prenota solo su un progetto',
  'rules.say.projectNone': 'Non richiede un progetto',
  'rules.offHours': 'Spegnimento per la notte',
  'rules.offHours.at': 'Terminata alle (ora della sede)',
  'rules.offHours.warn': 'Avvisata prima di',
  'rules.say.offHours':
    'Terminata alle {{at}} se nessuno la mantiene per la notte',

  'rules.hold': 'Lista d’attesa',
  'rules.hold.minutes': 'Tenuta per il primo in lista per',
  'rules.say.hold': 'Tenuta {{hold}} per il primo in lista d’attesa',

  'rules.door.title': 'Orario di apertura',
  'rules.door.hint':
    'Ora locale. Senza orario la sede è sempre aperta. I tipi dicono se conta.',
  'rules.door.always': 'Sempre aperta',
  'rules.door.add': 'Aggiungi un orario',
  'rules.door.nth': 'Orario {{n}}',
  'rules.door.day': 'Giorno',
  'rules.door.opens': 'Apre',
  'rules.door.closes': 'Chiude',
  'rules.door.weekdays': 'Da lunedì a venerdì, 08:00–18:00',
  'rules.door.wrong': 'L’orario deve finire dopo l’inizio.',
  'rules.day.mon': 'Lunedì',
  'rules.day.tue': 'Martedì',
  'rules.day.wed': 'Mercoledì',
  'rules.day.thu': 'Giovedì',
  'rules.day.fri': 'Venerdì',
  'rules.day.sat': 'Sabato',
  'rules.day.sun': 'Domenica',

  'rules.check.amount': 'Indica una quantità maggiore di 0.',
  'rules.check.whole': 'Indica un numero intero.',

  'rules.take': 'Prendi {{span}}',
  'rules.use':
    '{{whose}}: {{total}} di {{amount}} {{when}} con questa prenotazione',
  'rules.use.own': 'Quota di {{type}}',
  'rules.use.other': 'Quota di {{type}}, {{who}}',
  'rules.this.day': 'quel giorno',
  'rules.this.week': 'quella settimana',
  'rules.this.month': 'quel mese',
  'rules.this.future': 'da adesso in poi',
  'rules.overridden': 'In deroga: {{rule}}',

  'rules.override': 'Prenota comunque',
  'rules.override.hint':
    'Te ne occupi tu. Per questa prenotazione si deroga alle regole; il motivo resta con essa e nel registro.',
  'rules.override.reason': 'Motivo',
  'rules.override.submit': 'Prenota comunque',
  'rules.override.was': 'Regole derogate da {{who}}: {{reason}}',
};
