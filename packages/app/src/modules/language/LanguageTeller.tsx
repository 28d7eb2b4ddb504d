import {
  appLanguageApiRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { tellLanguage } from './tellLanguage';

/** Shows nothing: tells the notifications backend which language is chosen. */
export function LanguageTeller() {
  const languages = useApi(appLanguageApiRef);
  const discovery = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const identity = useApi(identityApiRef);
  useEffect(() => {
    let last: string | undefined;
    // The observable may begin with the language that is known already.
    const tell = (language: string) => {
      if (language === last) {
        return;
      }
      last = language;
      void tellLanguage(language, {
        discovery,
        fetchApi,
        identity,
        storage: window.localStorage,
      });
    };
    tell(languages.getLanguage().language);
    const subscription = languages
      .language$()
      .subscribe(({ language }) => tell(language));
    return () => subscription.unsubscribe();
  }, [languages, discovery, fetchApi, identity]);
  return null;
}
