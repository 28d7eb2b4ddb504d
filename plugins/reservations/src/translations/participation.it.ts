import type { participation } from './participation';
import type { Translated } from './types';

export const participationIt: Translated<typeof participation> = {
  'participation.leave': 'Lascia',
  'participation.leaveNamed': 'Lascia {{title}}',
  'participation.leaveQuestion': 'Non partecipare più a {{title}}?',
  'participation.leaveText':
    'Resta prenotata. Perdi l’accesso, e solo chi prenota può aggiungerti di nuovo.',
  'participation.left': 'Non partecipi più a {{title}}',
};
