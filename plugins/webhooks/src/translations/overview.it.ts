import type { overview } from './overview';
import type { Translated } from './types';

export const overviewIt: Translated<typeof overview> = {
  'overview.headline': 'Come stanno le integrazioni',
  'overview.notLoaded': 'Impossibile caricare lo stato delle integrazioni',
  'overview.notUpToDate': 'Impossibile aggiornare lo stato delle integrazioni',
  'overview.well_one': 'L’integrazione funziona',
  'overview.well_other': 'Tutte e {{count}} le integrazioni funzionano',
  'overview.fail_one': '{{count}} integrazione su {{all}} non funziona',
  'overview.fail_other': '{{count}} integrazioni su {{all}} non funzionano',
  'overview.failOneSince':
    '1 integrazione su {{all}} non funziona da {{since}} ({{ago}})',
  'overview.failSince_one':
    '{{count}} integrazione su {{all}} non funziona da {{since}} ({{ago}})',
  'overview.failSince_other':
    '{{count}} integrazioni su {{all}} non funzionano, la prima da {{since}} ({{ago}})',
  'overview.paused_one': '{{count}} è in pausa: le sue consegne aspettano.',
  'overview.paused_other':
    '{{count}} sono in pausa: le loro consegne aspettano.',
  'overview.failing': 'Integrazioni che non funzionano',
  'overview.moreFailing_one': 'E {{count}} altra, più sotto.',
  'overview.moreFailing_other': 'E altre {{count}}, più sotto.',
  'overview.sinceLine': 'da {{since}}',
  'overview.disabledLine': 'disattivato: non riceve più nulla',
  'overview.toLog': 'Vedi il registro',
  'overview.toLogNamed': 'Vedi il registro: {{title}}',
  'overview.today': 'Le ultime 24 ore',
  'overview.count.delivered': 'tentativi arrivati in 24 h',
  'overview.count.failed': 'tentativi falliti in 24 h',
  'overview.count.pending': 'consegne in viaggio',
  'overview.count.dead': 'consegne abbandonate',
  'overview.list': 'Stato di ogni endpoint',
  'overview.column.endpoint': 'Endpoint',
  'overview.column.state': 'Stato',
  'overview.column.success': 'Riuscite, 24 h',
  'overview.column.latency': 'Latenza p50 / p95',
  'overview.column.picture': 'Ultime 24 ore',
  'overview.column.lastFailure': 'Ultimo errore',
  'overview.column.queue': 'In sospeso',
  'overview.noFailure': 'nessuno',
  'overview.noQueue': 'nulla',
  'overview.queue.pending_one': '{{count}} in viaggio',
  'overview.queue.pending_other': '{{count}} in viaggio',
  'overview.queue.dead_one': '{{count}} abbandonata',
  'overview.queue.dead_other': '{{count}} abbandonate',
  'overview.spark.sum':
    'Ultime {{hours}} ore: tentativi arrivati {{delivered}}, falliti {{failed}}.',
  'overview.spark.worst': 'Il maggior numero di errori verso {{when}}.',
  'overview.empty.title': 'Nessuna integrazione',
  'overview.empty.text':
    'Un endpoint viene a sapere che cosa succede a prenotazioni e risorse, e prepara ciò che è stato prenotato: accende una macchina, apre una porta, scrive in una chat.',
  'overview.empty.create': 'Crea il primo endpoint',
  'overview.empty.events': 'Che cosa viene annunciato',
  'overview.none.title': 'Nessuna integrazione che tu possa vedere',
  'overview.none.text':
    'Gli endpoint sono curati dagli amministratori di ogni sede. Tutti possono vedere quali eventi ci sono.',
};
