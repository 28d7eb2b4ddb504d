import type { messages } from './messages';

const italian: Record<keyof typeof messages, string> = {
  confirmed: 'Prenotazioni certe',
  changed: 'Modifiche di altri',
  upcoming: 'Inizio vicino',
  'check-in': 'Check-in',
  started: 'Iniziata',
  ending: 'Fine vicina',
  ended: 'Terminata',
  approvals: 'Approvazioni',
  waitlist: 'Lista d’attesa',
  maintenance: 'Manutenzione',
  setup: 'Preparazione',
  problems: 'Problemi',
  certifications: 'Certificazioni',
  'usage-reports': 'Rapporti d’uso',
  reviews: 'Revisioni',
  decisions: 'Decisioni',
  discussion: 'Discussione',
  ready: 'Servizi pronti',
  unwell: 'Servizi con problemi',
  expiry: 'Scadenze',
  webhooks: 'Endpoint spenti',
};

export default italian;
