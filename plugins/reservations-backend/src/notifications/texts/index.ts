import type { Texts } from './en';
import { it } from './it';

export { en, type Texts } from './en';

/** In which languages people are told, besides English. */
const OTHERS: Record<string, Texts> = { it };

/** Something that is said, in every language but English, by language. */
export function inOtherLanguages<T>(
  say: (texts: Texts) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(OTHERS).map(([language, texts]) => [language, say(texts)]),
  );
}
