import type { mine } from './mine';
import type { Translated } from './types';

export const mineIt: Translated<typeof mine> = {
  'mine.sections': 'Le mie prenotazioni',
  'mine.current': 'In corso',
  'mine.upcoming': 'Prossime',
  'mine.past': 'Passate',
  'mine.notLoaded': 'Impossibile caricare le tue prenotazioni.',
  'mine.empty.current': 'Nessuna tua prenotazione è in corso',
  'mine.emptyHint.current':
    'Una prenotazione compare qui dall’inizio alla fine, per liberarla prima quando hai finito.',
  'mine.empty.upcoming': 'Non hai prenotato nulla',
  'mine.emptyHint.upcoming':
    'Qui compaiono le prossime prenotazioni, da spostare, modificare o annullare.',
  'mine.empty.past': 'Non hai ancora prenotato nulla',
  'mine.emptyHint.past':
    'Qui compaiono le prenotazioni concluse, da ripetere con un clic.',
  'mine.whose': 'Prenotazioni di chi',
  'mine.whose.me': 'Mie',
  'mine.whose.taking-part': 'Partecipo',
  'mine.whose.team': 'Del mio team',
  'mine.emptyPart.current': 'Non è in corso nulla a cui partecipi',
  'mine.emptyPart.upcoming': 'Non partecipi a nulla in arrivo',
  'mine.emptyPart.past': 'Non hai ancora partecipato a nulla',
  'mine.emptyPartHint':
    'Chi prenota qualcosa può aggiungerti come partecipante: apparirà qui.',
  'mine.emptyTeam.current': 'Nessuna prenotazione del team è in corso',
  'mine.emptyTeam.upcoming': 'Il team non ha prenotato nulla',
  'mine.emptyTeam.past': 'Il team non ha ancora prenotato nulla',
  'mine.book': 'Prenota una risorsa',
  'mine.for': 'Per',
  'mine.moreNamed': 'Altro per {{title}}',
  'mine.again': 'Prenota di nuovo',
  'mine.againNamed': 'Prenota di nuovo: {{title}}',
  'mine.show': 'Mostra nel calendario',
  'mine.showNamed': 'Mostra nel calendario: {{title}}',
};
