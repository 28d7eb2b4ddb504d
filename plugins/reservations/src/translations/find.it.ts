import type { find } from './find';
import type { Translated } from './types';

export const findIt: Translated<typeof find> = {
  'page.find': 'Trova',
  'find.region': 'Che cosa cercare',
  'find.type': 'Tipo',
  'find.atLeast': '{{name}}, almeno',
  'find.any': 'Qualsiasi',
  'find.yes': 'Sì',
  'find.no': 'No',
  'find.hours': 'Per (ore)',
  'find.when': 'Quando',
  'find.within_one': 'Nelle prossime 24 ore',
  'find.within_other': 'Nei prossimi {{count}} giorni',
  'find.choose': 'Tra…',
  'find.from': 'Dal',
  'find.until': 'Al',
  'find.count': 'Quante insieme',
  'find.units': 'Unità di ciascuna',
  'find.results': 'Posti liberi',
  'find.found_one': '{{count}} posto',
  'find.found_other': '{{count}} posti, dal migliore',
  'find.among_one': 'su {{count}} risorsa adatta.',
  'find.among_other': 'tra {{count}} risorse adatte.',
  'find.unitsOf': '{{units}} di {{what}}',
  'find.approve': 'Da approvare',
  'find.bookNamed': 'Prenota {{what}}, {{when}}',
  'find.notSearched': 'La ricerca non è riuscita.',
  'find.impossible': 'Così non ci sta',
  'find.impossibleHint':
    'La durata deve stare tra i due orari, che possono distare al massimo 60 giorni.',
  'find.none': 'Non c’è nulla di simile libero',
  'find.wouldHaveToGive': 'Che cosa si può cambiare:',
  'find.later': 'Forse più avanti?',
  'find.lookFor': 'Cerca {{what}}',
  'find.without': 'Cerca senza {{name}}',
  'find.obstacle.nothing': 'Non c’è nulla di questo genere da prenotare.',
  'find.obstacle.status': 'Tutte le risorse adatte sono fuori servizio.',
  'find.obstacle.attribute': 'Nessuna ha questo: {{name}}.',
  'find.obstacle.most': 'Il massimo di {{name}} è {{value}}.',
  'find.obstacle.units': 'La raccolta più grande ha {{value}} unità.',
  'find.obstacle.resources':
    'Solo {{value}} di quelle adatte sono in servizio.',
  'find.obstacle.atOnce':
    'Così tante non sono mai libere insieme in una sola sede.',
  'find.obstacle.length':
    'Il tempo libero più lungo è {{length}}, su {{what}}.',
  'find.obstacle.taken':
    'Tutte quelle adatte sono occupate per tutto il tempo.',
};
