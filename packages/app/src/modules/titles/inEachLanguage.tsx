import {
  coreExtensionData,
  type ExtensionDataContainer,
  type ExtensionDataRef,
} from '@backstage/frontend-plugin-api';
import { InLanguage } from './InLanguage';
import { TITLE_LANGUAGES, titleIn } from './titles';

const elementRef = coreExtensionData.reactElement;

/**
 * What a page is, but for its element. The page takes its titles when the portal
 * starts, where no language is chosen yet: it is made once in each, and the one of
 * the reader's is shown.
 */
export function* inEachLanguage<Ref extends ExtensionDataRef>(
  original: ExtensionDataContainer<Ref | typeof elementRef>,
  make: (titleOf: (title: string) => string) => JSX.Element,
) {
  for (const data of original) {
    if (data.id !== elementRef.id) yield data;
  }
  const elements = new Map(
    TITLE_LANGUAGES.map(language => [
      language,
      make(title => titleIn(language, title)),
    ]),
  );
  const asItIs = make(title => title);
  yield elementRef(<InLanguage elements={elements} otherwise={asItIs} />);
}
