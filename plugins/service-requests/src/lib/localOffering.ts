import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import { createTranslator, phrasesIn } from '@callboard/frontend-kit';

const SCHEMA_WORDS = ['title', 'description'];
const HINT_WORDS = [...SCHEMA_WORDS, 'help', 'placeholder', 'group', 'unit'];
/** Values that are filled in, and are nobody's words. */
const DATA = ['default', 'enum', 'const', 'examples'];

type Tree = Record<string, unknown>;

/** An offering as people read it in a language; what has no translation stays. */
export function localOffering(offering: Offering, language: string): Offering {
  const phrases = phrasesIn(offering.translations, language);
  if (Object.keys(phrases).length === 0) {
    return offering;
  }
  const say = createTranslator([phrases]);
  const maybe = (text: string | undefined) =>
    text === undefined ? undefined : say(text);
  return {
    ...offering,
    title: say(offering.title),
    description: maybe(offering.description),
    operations: offering.operations.map(operation => ({
      ...operation,
      title: maybe(operation.title),
      description: maybe(operation.description),
      parameters: inWords(operation.parameters, SCHEMA_WORDS, say),
      ui: operation.ui && inWords(operation.ui, HINT_WORDS, say),
    })),
    metrics: offering.metrics?.map(metric => ({
      ...metric,
      title: say(metric.title),
    })),
  };
}

/** A schema or hints, with what people read in them translated. */
function inWords<T extends Tree>(
  tree: T,
  words: readonly string[],
  say: (text: string) => string,
): T {
  const walk = (value: unknown, key?: string): unknown => {
    if (typeof value === 'string') {
      return key !== undefined && words.includes(key) ? say(value) : value;
    }
    if (Array.isArray(value)) {
      return value.map(element => walk(element));
    }
    if (value === null || typeof value !== 'object') {
      return value;
    }
    const isLabels = key === 'labels' && words === HINT_WORDS;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (DATA.includes(name)) return [name, inner];
        return isLabels && typeof inner === 'string'
          ? [name, say(inner)]
          : [name, walk(inner, name)];
      }),
    );
  };
  return walk(tree) as T;
}
