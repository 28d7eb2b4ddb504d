import type { scaffolder } from './scaffolder';
import type { Translated } from './types';

export const scaffolderIt: Translated<typeof scaffolder> = {
  'scaffolder.required': 'Obbligatorio',
  'scaffolder.environment.title': 'Ambiente',
  'scaffolder.environment.hint': 'Dove deve funzionare il servizio.',
  'scaffolder.environment.placeholder': 'Scegli un ambiente',
  'scaffolder.environment.none':
    'Non c’è alcun ambiente in cui tu possa fare richieste.',
  'scaffolder.environment.production': 'Produzione',
  'scaffolder.environment.reviewers': 'approvazioni: {{reviewers}}',
  'scaffolder.environment.endDate': 'richiede una data di fine',
  'scaffolder.region.title': 'Regioni',
  'scaffolder.region.hint': 'Viene creato in ciascuna di esse.',
  'scaffolder.region.noEnvironment':
    'Scegli prima un ambiente: qui compariranno le sue regioni.',
  'scaffolder.service.title': 'Servizio',
  'scaffolder.service.hint': 'I servizi che puoi modificare.',
  'scaffolder.service.placeholder': 'Trova un servizio',
  'scaffolder.service.none':
    'Qui non c’è alcun servizio per cui tu possa chiederlo.',
  'scaffolder.parameters.title': 'Impostazioni',
  'scaffolder.parameters.noService':
    'Scegli prima un servizio: qui comparirà ciò che si può modificare.',
  'scaffolder.parameters.none': 'Non c’è nulla da compilare.',
};
