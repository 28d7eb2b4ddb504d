/**
 * A phrase book: a text as the server has it → what it is in another language.
 * A text may have placeholders, `${{ … }}`, and then stands for whatever was made
 * of it: `${{ a }} days are deleted` also translates `7 days are deleted`, and
 * what was filled in is translated if it is itself a phrase, or a list of them.
 */
export type Phrases = Readonly<Record<string, string>>;

/** The book for a language: `it` serves `it-CH` too. */
export function phrasesIn(
  books: Readonly<Record<string, Phrases>> | undefined,
  language: string,
): Phrases {
  return books?.[language] ?? books?.[language.split('-')[0]] ?? {};
}

/** Longer texts are nobody's phrase, and would only take time. */
const LONGEST = 2_000;
const LIST = '; ';
const PLACEHOLDER = /\$\{\{(.*?)\}\}/gs;

/** Says a text by the first of the books that knows it; else as it is. */
export function createTranslator(
  books: readonly Phrases[],
): (text: string) => string {
  const patterns = books
    .flatMap(book => Object.entries(book))
    .filter(([text]) => text.includes('${{'))
    .flatMap(patternOf)
    // What says more is tried first: `Instance x, with standby` before `Instance x`.
    .sort((a, b) => b.letters - a.letters);
  const say = (text: string): string => {
    const known = books.find(book => Object.hasOwn(book, text));
    if (known) return known[text];
    if (text.length > LONGEST) return text;
    for (const { pattern, translate } of patterns) {
      const match = pattern.exec(text);
      // Shorter each time: there is something around a placeholder.
      if (match) return translate(match.slice(1).map(say));
    }
    return text.includes(LIST) ? text.split(LIST).map(say).join(LIST) : text;
  };
  return say;
}

function patternOf([text, translated]: [string, string]) {
  const expressions = [...text.matchAll(PLACEHOLDER)].map(([, e]) => e.trim());
  const around = text.split(/\$\{\{.*?\}\}/s);
  const letters = around.join('').length;
  // Nothing but placeholders would stand for everything.
  if (!/\p{L}/u.test(around.join(''))) return [];
  return [
    {
      letters,
      pattern: new RegExp(`^${around.map(escaped).join('(.*?)')}$`, 's'),
      translate: (values: string[]) =>
        translated.replace(
          PLACEHOLDER,
          (_, e: string) => values[expressions.indexOf(e.trim())] ?? '',
        ),
    },
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
