import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';

export default createTranslationMessages({
  ref: catalogGraphTranslationRef,
  full: true,
  messages: {
    'catalogGraphCard.title': 'Relazioni',
    'catalogGraphCard.deepLinkTitle': 'Vedi il grafo',
    'catalogGraphPage.title': 'Grafo del catalogo',
    'catalogGraphPage.filterToggleButtonTitle': 'Filtri',
    'catalogGraphPage.supportButtonDescription':
      'Aggiungi il tuo componente al catalogo per seguirlo qui.',
    'catalogGraphPage.simplifiedSwitchLabel': 'Semplificato',
    'catalogGraphPage.mergeRelationsSwitchLabel': 'Unisci le relazioni',
    'catalogGraphPage.zoomOutDescription':
      'Sposta e ingrandisci il diagramma con due dita. Fai clic per cambiare il nodo attivo, Maiusc e clic per aprire l’entità.',
    'catalogGraphPage.curveFilter.title': 'Curva',
    'catalogGraphPage.curveFilter.curveMonotoneX': 'Monotona in X',
    'catalogGraphPage.curveFilter.curveStepBefore': 'A gradini',
    'catalogGraphPage.directionFilter.title': 'Direzione',
    'catalogGraphPage.directionFilter.leftToRight': 'Da sinistra a destra',
    'catalogGraphPage.directionFilter.rightToLeft': 'Da destra a sinistra',
    'catalogGraphPage.directionFilter.topToBottom': 'Dall’alto in basso',
    'catalogGraphPage.directionFilter.bottomToTop': 'Dal basso in alto',
    'catalogGraphPage.maxDepthFilter.title': 'Profondità massima',
    'catalogGraphPage.maxDepthFilter.inputPlaceholder': '∞ Infinita',
    'catalogGraphPage.maxDepthFilter.clearButtonAriaLabel':
      'azzera la profondità massima',
    'catalogGraphPage.selectedKindsFilter.title': 'Kind',
    'catalogGraphPage.selectedRelationsFilter.title': 'Relazioni',
  },
});
