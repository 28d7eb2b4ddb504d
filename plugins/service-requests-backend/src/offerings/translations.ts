import { InvalidFieldsError } from '@callboard/backend-openapi';
import { parametersSchema } from './parametersSchema';
import type { OfferingDefinition } from './types';

/*
 * What an offering says is written in one language, and may be translated by a
 * phrase book for each other one: the text as it is written → what it is there.
 * A text that stands in several places is translated once, and what is nested
 * however deep needs no path. Texts with `${{ … }}` are translated with their
 * placeholders; who shows what was made of one finds the phrase by what stands
 * around these, so that a risk or a price line of long ago is translated too.
 *
 * (Tried: a tree beside the document, by path. It repeats the structure of the
 * document in every language, and says nothing of texts that were rendered.)
 */

/** By language (BCP 47), what a text of the document is in it. */
export type Translations = Record<string, Record<string, string>>;

/** Keys of a schema or of hints whose value is for people. */
const WORDS = new Set(['title', 'description', 'help', 'placeholder']);
const HINT_WORDS = new Set([...WORDS, 'group', 'unit']);

/** @throws InvalidFieldsError naming a text that the offering does not say. */
export function checkTranslations(
  offering: OfferingDefinition,
  translations: Translations,
): void {
  const texts = textsOf(offering);
  const errors = Object.entries(translations).flatMap(([language, phrases]) =>
    Object.entries(phrases).flatMap(([text, translated]) => {
      const problem = problemOf(text, translated, texts);
      const field = `translations/${language}/${text}`;
      return problem ? [{ field, message: `${field} ${problem}` }] : [];
    }),
  );
  if (errors.length > 0) {
    throw new InvalidFieldsError(errors);
  }
}

function problemOf(
  text: string,
  translated: string,
  texts: ReadonlySet<string>,
): string | undefined {
  if (!texts.has(text)) {
    return 'translates what the offering does not say';
  }
  return placeholdersOf(text) === placeholdersOf(translated)
    ? undefined
    : 'has other placeholders than what it translates';
}

/** Everything that people read of an offering, as it is written. */
export function textsOf(offering: OfferingDefinition): Set<string> {
  const { operations, rules, risks, cost, metrics } = offering;
  const all = [
    offering.title,
    offering.description,
    ...wordsIn(parametersSchema(offering, 'create'), WORDS),
    ...wordsIn(offering.parameters.properties, WORDS),
    ...Object.values(operations).flatMap(({ title, description, ui }) => [
      title,
      description,
      ...wordsIn(ui, HINT_WORDS),
      ...labelsIn(ui),
    ]),
    ...rules.map(({ message }) => message),
    ...risks.map(({ reason }) => reason),
    ...cost.lines.map(({ label }) => label),
    ...cost.assumptions,
    ...cost.excludes,
    ...metrics.map(({ title }) => title),
  ];
  return new Set(all.filter(text => text !== undefined));
}

/** What stands under such keys, at any depth. */
function wordsIn(value: unknown, keys: ReadonlySet<string>): string[] {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && keys.has(key) ? [inner] : wordsIn(inner, keys),
  );
}

/** Names of choices, at any depth. */
function labelsIn(hints: unknown): string[] {
  if (hints === null || typeof hints !== 'object') {
    return [];
  }
  return Object.entries(hints).flatMap(([key, inner]) =>
    key === 'labels' && inner !== null && typeof inner === 'object'
      ? Object.values(inner).filter(label => typeof label === 'string')
      : labelsIn(inner),
  );
}

/** In whatever order: another language may have another one. */
function placeholdersOf(text: string): string {
  return [...text.matchAll(/\$\{\{(.*?)\}\}/gs)]
    .map(([, expression]) => expression.trim())
    .sort()
    .join('\n');
}
