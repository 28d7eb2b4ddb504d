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
  'mine.book': 'Prenota una risorsa',
  'mine.for': 'Per',
  'mine.again': 'Prenota di nuovo',
  'mine.againNamed': 'Prenota di nuovo: {{title}}',
  'mine.show': 'Mostra nel calendario',
  'mine.showNamed': 'Mostra nel calendario: {{title}}',
};
