import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';

export default createTranslationMessages({
  ref: searchReactTranslationRef,
  full: true,
  messages: {
    'searchBar.title': 'Cerca',
    'searchBar.placeholder': 'Cerca in {{org}}',
    'searchBar.clearButtonTitle': 'Svuota',
    'searchFilter.allOptionTitle': 'Tutti',
    'searchPagination.limitLabel': 'Risultati per pagina:',
    'searchPagination.limitText': 'di {{num}}',
    noResultsDescription: 'Nessun risultato',
    'searchResultGroup.linkTitle': 'Vedi tutti',
    'searchResultGroup.addFilterButtonTitle': 'Aggiungi un filtro',
    'searchResultPager.previous': 'Precedente',
    'searchResultPager.next': 'Successiva',
  },
});
