import type { overview } from './overview';
import type { Translated } from './types';

export const overviewIt: Translated<typeof overview> = {
  'overview.notLoaded': 'Non è stato possibile caricare la panoramica.',
  'overview.needs': 'Ti aspettano',
  'overview.needs.nothing': 'Niente ti aspetta.',
  'overview.needs.offers_one':
    '{{count}} posto è tenuto per te: accettalo o rifiutalo',
  'overview.needs.offers_other':
    '{{count}} posti sono tenuti per te: accettali o rifiutali',
  'overview.needs.checkIns_one':
    '{{count}} prenotazione di cui confermare la presenza',
  'overview.needs.checkIns_other':
    '{{count}} prenotazioni di cui confermare la presenza',
  'overview.needs.approvals_one':
    '{{count}} prenotazione attende la tua approvazione',
  'overview.needs.approvals_other':
    '{{count}} prenotazioni attendono la tua approvazione',
  'overview.needs.problems_one': '{{count}} problema segnalato',
  'overview.needs.problems_other': '{{count}} problemi segnalati',
  'overview.needs.failed_one': '{{count}} consegna webhook fallita da ieri',
  'overview.needs.failed_other': '{{count}} consegne webhook fallite da ieri',
  'overview.mine': 'Le mie prenotazioni',
  'overview.mine.counts': '{{active}} in corso, {{upcoming}} in arrivo',
  'overview.mine.all': 'Tutte',
  'overview.mine.nothing': 'Non hai prenotazioni.',
  'overview.free': 'Libero adesso',
  'overview.free.board': 'Sul tabellone',
  'overview.free.of': '{{free}} di {{total}}',
  'overview.free.nothing': 'Qui non c’è niente da prenotare.',
  'overview.use': 'Quanto è occupato',
  'overview.use.today': 'Oggi',
  'overview.use.week': 'Ultimi sette giorni',
  'overview.use.trend': 'Gli ultimi trenta giorni, giorno per giorno',
  'overview.use.explained':
    'Tempo prenotato di ciò che puoi vedere, in rapporto a tutto il tempo; preparazione e riordino esclusi.',
  'overview.team': 'La tua squadra',
  'overview.team.report': 'Il rapporto intero',
  'overview.team.hours': 'Prenotate negli ultimi sette giorni',
  'overview.team.bookings': 'Prenotazioni',
  'overview.team.explained':
    'Ciò che hanno prenotato le persone e i gruppi che guidi, contato in unità.',
};
