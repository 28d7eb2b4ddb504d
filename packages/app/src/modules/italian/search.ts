import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';

export default createTranslationMessages({
  ref: searchTranslationRef,
  full: true,
  messages: {
    'searchModal.viewFullResults': 'Vedi tutti i risultati',
    'searchType.allResults': 'Tutti i risultati',
    'searchType.tabs.allTitle': 'Tutto',
    'searchType.accordion.allTitle': 'Tutto',
    'searchType.accordion.collapse': 'Comprimi',
    'searchType.accordion.numberOfResults': '{{number}} risultati',
    'sidebarSearchModal.title': 'Cerca',
  },
});
