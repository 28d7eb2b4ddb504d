import type { members } from './members';
import type { Translated } from './types';

export const membersIt: Translated<typeof members> = {
  'members.title': 'Membri e amministratori',
  'members.hint.public':
    'Chiunque possa accedere vede questa sede. I suoi amministratori la modificano, con ciò che vi si trova.',
  'members.hint.members':
    'Solo queste persone e questi gruppi vedono questa sede. I suoi amministratori la modificano, con ciò che vi si trova.',
  'members.notLoaded': 'Impossibile caricare i membri.',
  'members.empty': 'Ancora nessuno',
  'members.emptyText':
    'Qui compaiono persone e gruppi una volta aggiunti, con la data.',
  'members.search': 'Cerca per nome',
  'members.nothingFound': 'Nessuno con questo nome.',
  'members.role.admin': 'Amministratore',
  'members.role.member': 'Membro',
  'members.since': 'dal {{day}}',
  'members.chooseAll_one': 'Seleziona tutto ({{count}})',
  'members.chooseAll_other': 'Seleziona tutti e {{count}}',
  'members.chosen_one': '{{count}} selezionato',
  'members.chosen_other': '{{count}} selezionati',
  'members.add': 'Aggiungi persone',
  'members.addTo': 'Aggiungi persone a {{site}}',
  'members.paste': 'Persone e gruppi',
  'members.pasteHint':
    'Incolla un elenco: indirizzi e-mail, nomi utente o riferimenti come user:default/researcher, separati da righe, virgole o spazi.',
  'members.pick': 'Oppure sceglili',
  'members.as': 'Aggiungi come',
  'members.asMember': 'Membri: vedono la sede e vi prenotano',
  'members.asAdmin':
    'Amministratori: modificano la sede, le sue risorse e le prenotazioni di tutti',
  'members.looking': 'Ricerca in corso…',
  'members.lookupFailed': 'Il catalogo non risponde. Riprova tra un momento.',
  'members.recognised_one': '{{count}} riconosciuto: {{names}}',
  'members.recognised_other': '{{count}} riconosciuti: {{names}}',
  'members.notRecognised': 'Non riconosciuti',
  'members.unknown.email': 'Nessuno nel catalogo ha questo indirizzo e-mail.',
  'members.unknown.name':
    'Nessuna persona e nessun gruppo del catalogo ha questo nome.',
  'members.unknown.ref': 'Il catalogo non conosce questo riferimento.',
  'members.unknown.invalid':
    'Non è un indirizzo e-mail, né un nome, né un riferimento a una persona o a un gruppo.',
  'members.unknown.several':
    'Ce n’è più d’uno. Scrivi il riferimento per intero.',
  'members.submit_one': 'Aggiungi {{count}} persona o gruppo',
  'members.submit_other': 'Aggiungi {{count}} persone e gruppi',
  'members.notAdded': 'Non è stato aggiunto nessuno',
  'members.report': 'Esito per ciascuno',
  'members.reportOn': 'Aggiunte a {{site}}',
  'members.outcome.added': 'Aggiunti',
  'members.outcome.removed': 'Rimossi',
  'members.outcome.unchanged': 'Già così',
  'members.outcome.failed': 'Non riusciti',
  'members.addOthers': 'Aggiungine altri',
  'members.correct': 'Correggi gli errori',
  'members.dismiss': 'Chiudi l’esito',
  'members.remove': 'Rimuovi',
  'members.removeQuestion_one': 'Rimuoverne {{count}} da {{site}}?',
  'members.removeQuestion_other': 'Rimuoverne {{count}} da {{site}}?',
  'members.more': 'e altri {{number}}',
  'members.removeText.public':
    'Vedono ancora la sede, come tutti. Le loro prenotazioni restano.',
  'members.removeText.members':
    'Non vedono più la sede, se non attraverso un gruppo che resta. Le loro prenotazioni restano.',
  'members.removesAdmins_one':
    '{{count}} di loro amministra la sede, e poi non potrà più modificarvi nulla.',
  'members.removesAdmins_other':
    '{{count}} di loro amministrano la sede, e poi non potranno più modificarvi nulla.',
};
