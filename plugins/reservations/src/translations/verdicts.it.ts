import type { verdicts } from './verdicts';

export const verdictsIt: Record<keyof typeof verdicts, string> = {
  'verdict.too_long':
    '{{title}} si prenota per al massimo {{length}} alla volta.',
  'verdict.too_short': '{{title}} si prenota per almeno {{length}}.',
  'verdict.too_soon':
    '{{title}} va prenotato con almeno {{length}} di anticipo.',
  'verdict.too_far_ahead_one':
    '{{title}} si può prenotare con al massimo {{count}} giorno di anticipo.',
  'verdict.too_far_ahead_other':
    '{{title}} si può prenotare con al massimo {{count}} giorni di anticipo.',
  'verdict.resource_maintenance': '{{title}} è in manutenzione.',
  'verdict.resource_unavailable': '{{title}} non è disponibile.',
  'verdict.resource_archived': '{{title}} è archiviato.',
  'verdict.partOf': '{{title}} fa parte di {{cause}}.',
  'verdict.reason': '{{reason}}.',
  'verdict.maintenance_window':
    '{{title}} è in manutenzione fino a {{until}} ({{what}}).',
  'verdict.outside_opening_hours.within':
    '{{title}} si può usare quando {{site}} è aperto.',
  'verdict.outside_opening_hours.edges':
    'Una prenotazione di {{title}} inizia e finisce quando {{site}} è aperto.',
  'verdict.opens': 'Apre {{at}}.',
  'verdict.closes': 'Chiude {{at}}.',
  'verdict.closed': 'È chiuso per tutto quel tempo.',
  'verdict.approval_needed':
    'Le prenotazioni di {{title}} richiedono un’approvazione.',
  'verdict.approval_needed.over':
    'Le prenotazioni di {{title}} di più di {{length}} richiedono un’approvazione.',
  'verdict.approval_while_in_use':
    'Una prenotazione già iniziata non può attendere un’approvazione.',
  'verdict.no_time_to_approve':
    'Ciò che richiede un’approvazione non può iniziare subito.',
  'verdict.too_many_no_shows':
    'Dopo le mancate presenze ({{n}}) {{title}} non si può prenotare fino a {{until}}.',
  'verdict.access_ends': 'Il tuo accesso a {{title}} finisce {{until}}.',
  'verdict.access_ends.of':
    'L’accesso di {{person}} a {{title}} finisce {{until}}.',
  'verdict.outside_access':
    'Il tuo accesso a {{title}} va da {{from}} a {{until}}.',
  'verdict.outside_access.of':
    'L’accesso di {{person}} a {{title}} va da {{from}} a {{until}}.',
  'verdict.no_access': 'Non hai accesso a {{title}}.',
  'verdict.no_access.of':
    '{{person}} non ha accesso a {{title}}, perciò non si può prenotare a suo nome.',
  'verdict.project_required': '{{title}} si prenota solo su un progetto.',
  'verdict.project_unknown':
    'Non c’è un progetto {{project}} a cui si possa addebitare.',
  'verdict.project_archived': '{{project}} è archiviato.',
  'verdict.project_not_begun': '{{project}} inizia {{from}}.',
  'verdict.project_ended':
    '{{project}} finisce {{until}}, e una prenotazione deve finire prima.',

  'verdict.project_elsewhere':
    '{{project}} paga ciò che è a {{site}}, e {{title}} è a {{elsewhere}}.',
  'verdict.project_currency':
    'Costa {{amount}}, e {{project}} paga in {{currency}}.',
  'verdict.project_overdrawn':
    'Richiede {{amount}}, e a {{project}} restano {{left}} di {{total}}.',
  'verdict.project_remaining': 'Dopo questa restano {{left}} di {{total}}.',

  'verdict.quota':
    '{{who}}: al massimo {{amount}} di {{title}}{{when}}; già prenotate {{used}} {{that}}, e questa ne aggiunge {{wanted}}.',
  'verdict.quota.owner': 'Ogni persona',
  'verdict.quota.group': 'Le persone di {{who}} insieme',
  'verdict.quota.project': 'Il progetto {{who}}',
  'verdict.quota.bookings_one': '{{count}} prenotazione',
  'verdict.quota.bookings_other': '{{count}} prenotazioni',
  'verdict.quota.hours_one': '{{count}} h',
  'verdict.quota.hours_other': '{{count}} h',
  'verdict.quota.units_one': '{{count}} unità alla volta',
  'verdict.quota.units_other': '{{count}} unità alla volta',
  'verdict.quota.each.day': ' al giorno',
  'verdict.quota.each.week': ' alla settimana',
  'verdict.quota.each.month': ' al mese',
  'verdict.quota.in.future': 'da qui in avanti',
  'verdict.quota.in.day': 'per {{from}}',
  'verdict.quota.in.week': 'nella settimana da {{from}}',
  'verdict.quota.in.month': 'nel mese da {{from}}',

  'verdict.certification_undefined':
    '{{title}} richiede la certificazione {{certification}}, che nessuno ha definito.',
  'verdict.certification_of_person':
    '{{title}} richiede la certificazione {{certification}}, che può avere solo una persona e non {{person}}.',
  'verdict.certification_expired':
    '{{title}} richiede {{certification}} fino alla fine della prenotazione, e quella di {{person}} è scaduta {{until}}.',
  'verdict.certification_expires':
    '{{title}} richiede {{certification}} fino alla fine della prenotazione, e quella di {{person}} scade {{until}}.',
  'verdict.certification_not_begun':
    '{{title}} richiede {{certification}}, e quella di {{person}} inizia {{from}}.',
  'verdict.certification_revoked':
    '{{title}} richiede {{certification}}, e quella di {{person}} è stata revocata.',
  'verdict.certification_missing':
    '{{title}} richiede {{certification}}, che {{person}} non ha.',

  'verdict.passes.atMost': '{{length}} o meno',
  'verdict.passes.atLeast': '{{length}} o più',
  'verdict.passes.startFrom': 'un inizio da {{from}}',
  'verdict.passes.startUntil': 'un inizio entro {{until}}',
  'verdict.passes.endUntil': 'una fine entro {{until}}',
  'verdict.passes.within': 'un orario da {{from}} a {{until}}',
  'verdict.passes.ownProject': 'un progetto di cui sei titolare',
  'verdict.passes.otherProject': 'un altro progetto',
  'verdict.passes.otherResource': 'un’altra risorsa',
  'verdict.passes.onceActive': 'quando {{cause}} sarà di nuovo attivo',
  'verdict.passes.access': 'l’appartenenza alla sede, o un accesso concesso',
  'verdict.passes.waived':
    'da {{until}}, o quando un amministratore di {{site}} ne condona una',
  'verdict.passes.onSite': 'qualcosa a {{site}}, o un altro progetto',
  'verdict.passes.inCurrency': 'un progetto che paga in {{currency}}',
  'verdict.passes.quota': 'al massimo {{left}} {{that}}',
  'verdict.passes.quota.future': 'una prenotazione quando un’altra sarà finita',
  'verdict.passes.quota.day': 'un altro giorno',
  'verdict.passes.quota.week': 'un’altra settimana',
  'verdict.passes.quota.month': 'un altro mese',
  'verdict.passes.define':
    'un amministratore di {{site}} definisce {{certification}}, o la toglie dalle regole',
  'verdict.passes.certifiedPerson':
    'una prenotazione di una persona certificata',
  'verdict.passes.grantedBy': '{{certification}}, che può rilasciare {{by}}',
  'verdict.passes.granted':
    '{{certification}}, che può rilasciare un amministratore',
};
