import type { common } from './common';
import type { Translated } from './types';

export const commonIt: Translated<typeof common> = {
  'page.title': 'Registro di controllo',
  'page.log': 'Registro',
  'page.integrity': 'Integrità',
  'page.access': 'Revisione degli accessi',
  'common.none.title': 'Non puoi vederlo',
  'common.none.text':
    'Il registro di controllo è per i revisori e gli amministratori; chi amministra una sede vede ciò che la riguarda. Se ti serve sapere qualcosa, chiedi a uno di loro.',
  'common.error.notAllowed': 'Non puoi vederlo. Chiedi a un revisore.',
  'common.rightsNotLoaded': 'Non è stato possibile sapere che cosa puoi vedere',
  'time.today': 'Oggi, {{day}}',
  'time.yesterday': 'Ieri, {{day}}',
  'actor.system': 'Il portale stesso',
  'actor.systemNamed': 'Il portale stesso ({{name}})',
  'actor.catalog': 'Il catalogo',
  'actor.plugin': 'Plugin {{name}}',
  'actor.unknown': 'Qualcuno di sconosciuto',
  'actor.kind.person': 'Persona',
  'actor.kind.group': 'Gruppo',
  'actor.kind.service': 'Account di servizio',
  'actor.kind.plugin': 'Plugin di questo portale',
  'actor.kind.system': 'Il portale stesso',
  'actor.kind.unknown': 'Nessuno di noto',
};
