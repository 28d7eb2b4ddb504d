import type { Translated } from './types';
import type { scaffolder } from './scaffolder';

export const scaffolderIt: Translated<typeof scaffolder> = {
  'scaffolder.required': 'Obbligatorio',
  'scaffolder.resource.title': 'Risorsa',
  'scaffolder.resource.hint': 'Ciò che puoi prenotare, e se è libero ora.',
  'scaffolder.resource.placeholder': 'Trova una risorsa',
  'scaffolder.resource.none': 'Qui non c’è nulla che tu possa prenotare.',
  'scaffolder.slot.title': 'Quando',
  'scaffolder.slot.noResource':
    'Scegli prima una risorsa: qui compariranno i suoi orari liberi.',
  'scaffolder.slot.proposals': 'Orari liberi',
  'scaffolder.slot.noneFree':
    'Nulla di questa durata è libero nei prossimi {{days}} giorni. Prova con meno tempo.',
  'scaffolder.slot.choose': 'Scegli uno degli orari liberi, o indica il tuo.',
  'scaffolder.slot.checking': 'Controllo…',
  'scaffolder.slot.fits': 'Libero: si può prenotare.',
  'scaffolder.slot.invalid': 'La fine deve venire dopo l’inizio.',
  'scaffolder.slot.taken': 'Questo orario è occupato. Scegline uno libero.',
  'scaffolder.slot.denied': 'Una regola non permette questa prenotazione.',
};
