import { useLanguage } from '@callboard/frontend-kit';
import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria';
import { localeOf } from './localeOf';

/**
 * Says the chosen language to the browser, so that a screen reader reads Italian
 * as Italian, and to the fields of the pages, which take the browser's otherwise.
 */
export function LocaleProvider(props: { children: ReactNode }) {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <I18nProvider locale={localeOf(language, navigator.languages)}>
      {props.children}
    </I18nProvider>
  );
}
