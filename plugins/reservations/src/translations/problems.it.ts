import type { problems } from './problems';
import type { Translated } from './types';

export const problemsIt: Translated<typeof problems> = {
  'problems.title': 'Problemi',
  'problems.hint': 'Che cosa le persone hanno trovato di guasto.',
  'problems.notLoaded': 'Non è stato possibile caricare i problemi.',
  'problems.empty': 'Nessun problema aperto',
  'problems.emptyText':
    'Qui compare ciò che qualcuno segnala da una prenotazione o da una risorsa.',
  'problems.showResolved': 'Anche quelli risolti',
  'problems.tabCount': 'Problemi ({{number}})',
  'problems.status.open': 'Aperto',
  'problems.status.acknowledged': 'Preso in carico',
  'problems.status.resolved': 'Risolto',
  'problems.by': 'segnalato da',
  'problems.report': 'Segnala un problema',
  'problems.reportOf': 'Segnala un problema con {{title}}',
  'problems.reportTitle': 'Che cosa non va in {{title}}?',
  'problems.what': 'Che cosa non va',
  'problems.whatExample': 'Per esempio «Una ventola è rumorosa»',
  'problems.details': 'Dettagli',
  'problems.detailsHint':
    'Quando succede e che cosa hai provato. Chi se ne occupa viene avvisato.',
  'problems.which': 'Quale risorsa',
  'problems.submit': 'Segnala',
  'problems.reported': 'Problema con {{title}} segnalato',
  'problems.check.what': 'Di’ che cosa non va.',
  'problems.acknowledge': 'Prendi in carico',
  'problems.acknowledged': 'Problema preso in carico',
  'problems.setMaintenance': 'Metti in manutenzione',
  'problems.setMaintenanceTitle': 'Metti {{title}} fuori servizio adesso',
  'problems.resolve': 'Risolvi',
  'problems.resolveTitle': 'Risolvi «{{name}}»',
  'problems.resolution': 'Che cosa è stato fatto',
  'problems.resolutionHint': 'Lo vede chi ha segnalato.',
  'problems.resolved': '«{{name}}» risolto',
};
