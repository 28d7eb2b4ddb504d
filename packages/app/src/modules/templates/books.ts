import {
  createTranslator,
  type Phrases,
  phrasesIn,
} from '@callboard/frontend-kit';

/** Says a text of a template in the language of the portal, or as it is. */
export type Say = (text: string) => string;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * How the texts of a template are said in a language. Their author writes that into
 * `metadata."ui:options".translations`, the one place that comes along with the
 * template itself, with its form and with what it is doing: by language, each text
 * as the template has it and what it is there. It is a phrase book like that of an
 * offering, with placeholders and all.
 */
export function sayIn(language: string, options: unknown): Say | undefined {
  const books = isRecord(options) ? options.translations : undefined;
  if (!isRecord(books)) return undefined;
  const read: Record<string, Phrases> = {};
  for (const [of, book] of Object.entries(books)) {
    if (isRecord(book)) {
      read[of] = Object.fromEntries(
        Object.entries(book).flatMap(([text, said]) =>
          typeof said === 'string' ? [[text, said]] : [],
        ),
      );
    }
  }
  const phrases = phrasesIn(read, language);
  return Object.keys(phrases).length > 0
    ? createTranslator([phrases])
    : undefined;
}

/** What people read of a form; everything else in a schema is for machines. */
const SAID = new Set(['title', 'description', 'ui:help', 'ui:placeholder']);
const SAID_LISTS = new Set(['enumNames', 'ui:enumNames']);
/** Values, whatever their keys are called. */
const VALUES = new Set(['default', 'const', 'enum', 'examples', 'ui:options']);

/** A JSON schema with what people read of it in another language. */
export function schemaIn<T>(say: Say, schema: T): T {
  if (Array.isArray(schema)) {
    return schema.map(part => schemaIn(say, part)) as T;
  }
  if (!isRecord(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (VALUES.has(key)) return [key, value];
      if (typeof value === 'string') {
        return [key, SAID.has(key) ? say(value) : value];
      }
      if (Array.isArray(value) && SAID_LISTS.has(key)) {
        return [
          key,
          value.map(name => (typeof name === 'string' ? say(name) : name)),
        ];
      }
      return [key, schemaIn(say, value)];
    }),
  ) as T;
}

/** What a task has made, with titles and contents in another language. */
export function outputIn<T>(say: Say, output: T): T {
  if (Array.isArray(output)) {
    return output.map(part => outputIn(say, part)) as T;
  }
  if (!isRecord(output)) return output;
  return Object.fromEntries(
    Object.entries(output).map(([key, value]) => [
      key,
      typeof value === 'string' && (key === 'title' || key === 'content')
        ? say(value)
        : outputIn(say, value),
    ]),
  ) as T;
}
