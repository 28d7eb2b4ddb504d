import type { Translated } from './types';
import type { entity } from './entity';

export const entityIt: Translated<typeof entity> = {
  'entity.timeline.taken': 'Le prossime {{hours}} ore. Occupato: {{taken}}',
  'entity.timeline.free': 'Le prossime {{hours}} ore. Tutto libero',
  'entity.timeline.segment': 'Occupato {{span}}',
  'entity.timeline.now': 'ora',
  'entity.card.title': 'Disponibilità adesso',
  'entity.card.what': 'La disponibilità',
  'entity.card.free': 'Libera adesso',
  'entity.card.freeUntil': 'Libera fino a {{time}}',
  'entity.card.taken': 'Occupata adesso',
  'entity.card.takenUntil': 'Occupata fino a {{time}}',
  'entity.card.forDuration': 'ancora per {{duration}}',
  'entity.card.longer': 'per i prossimi {{days}} giorni e oltre',
  'entity.card.running': 'In corso',
  'entity.card.nextFree': 'Prossima ora libera',
  'entity.card.noneFree': 'Nulla di libero nei prossimi {{days}} giorni.',
  'entity.card.book': 'Prenota',
  'entity.card.siteTitle': 'Libere ora in questa sede',
  'entity.card.siteFree': '{{free}} risorse su {{total}} sono libere ora.',
  'entity.card.siteEmpty': 'In questa sede non ci sono ancora risorse.',
  'entity.card.siteOpen': 'Esplora la sede',
  'entity.notManaged.title': 'Non ancora nell’inventario',
  'entity.notManaged.text':
    'Questa entità dice di essere prenotabile, ma l’inventario non la conosce o tu non puoi vederla. Le novità compaiono entro un minuto.',
  'entity.tab.upcoming': 'Prenotazioni di questa risorsa',
  'entity.tab.calendar': 'Calendario',
  'entity.tab.fullCalendar': 'Apri il calendario completo',
  'entity.tab.details': 'Dettagli',
};
