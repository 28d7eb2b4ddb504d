import { InLanguage } from './InLanguage';
import { TITLE_LANGUAGES, titleIn } from './titles';

/**
 * A page that takes its titles when the portal starts, where no language is chosen
 * yet: it is made once in each, and the one of the reader's is shown.
 */
export function inEachLanguage(
  original: JSX.Element,
  make: (titleOf: (title: string) => string) => JSX.Element,
): JSX.Element {
  const elements = new Map(
    TITLE_LANGUAGES.map(language => [
      language,
      make(title => titleIn(language, title)),
    ]),
  );
  return <InLanguage elements={elements} otherwise={original} />;
}
