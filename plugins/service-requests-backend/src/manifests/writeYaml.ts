import { InputError } from '@backstage/errors';
import { isMap, parseDocument } from 'yaml';

/*
 * How values become YAML text here. A value can never become structure: a string
 * is written so that YAML 1.2 and YAML 1.1 readers (Kubernetes' is one of the
 * second kind) both read exactly that string, on one line, with every character
 * that could end a line, turn the direction of writing or not be seen at all as
 * an escape.
 */

export type QuoteStyle = 'plain' | 'single' | 'double';

const PLAIN = /^[A-Za-z0-9_/][A-Za-z0-9_./@+-]*$/;
const WORDS_OF_OLD = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
// Anything that begins like a number: 0x1f, 1e5, 1_000, 2024-01-01, 017, 1.2.3;
// and an exponent alone, which some YAML 1.1 readers take for one: e0
const LIKE_A_NUMBER = /^([0-9][0-9_.]*([eExXoObB.+-].*)?|[eE][+-]?[0-9]+)$/;
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]/;
const TO_ESCAPE =
  /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff0-\uffff]/g;
const UNSEEN = new RegExp(TO_ESCAPE.source);

/** A string as a scalar on one line. */
export function writeString(text: string, style: QuoteStyle = 'plain'): string {
  if (!text.isWellFormed()) {
    throw new InputError('A text contains half a character (a lone surrogate)');
  }
  if (style === 'plain' && isPlain(text)) {
    return text;
  }
  if (style === 'single' && !UNPRINTABLE.test(text) && !UNSEEN.test(text)) {
    return `'${text.replaceAll("'", "''")}'`;
  }
  return JSON.stringify(text).replace(
    TO_ESCAPE,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isPlain(text: string): boolean {
  return (
    PLAIN.test(text) && !WORDS_OF_OLD.test(text) && !LIKE_A_NUMBER.test(text)
  );
}

/** A value on one line; collections in flow style. */
export function writeInline(value: unknown, style: QuoteStyle = 'plain') {
  const seen = new Set<object>();
  const write = (part: unknown): string => {
    if (part === null) {
      return 'null';
    }
    if (typeof part === 'string') {
      return writeString(part, style);
    }
    if (typeof part === 'boolean') {
      return String(part);
    }
    if (typeof part === 'number' && Number.isFinite(part)) {
      return Object.is(part, -0) ? '0' : String(part);
    }
    if (typeof part !== 'object') {
      throw new InputError(`Not a value for YAML: ${String(part)}`);
    }
    if (seen.has(part)) {
      throw new InputError('A value contains itself');
    }
    seen.add(part);
    const text = Array.isArray(part)
      ? `[${part.map(write).join(', ')}]`
      : writeFlowMap(entriesOf(part), write, style);
    seen.delete(part);
    return text;
  };
  return write(value);
}

function writeFlowMap(
  entries: [string, unknown][],
  write: (part: unknown) => string,
  style: QuoteStyle,
): string {
  const pairs = entries.map(
    ([key, item]) => `${writeString(key, style)}: ${write(item)}`,
  );
  return pairs.length ? `{ ${pairs.join(', ')} }` : '{}';
}

/** A value as lines without indentation; the first may follow `- ` on its line. */
export function writeBlock(value: unknown): string[] {
  if (Array.isArray(value) && value.length) {
    return value.flatMap(item => {
      const [first, ...rest] = writeBlock(item);
      return [`- ${first}`, ...rest.map(line => `  ${line}`)];
    });
  }
  if (isCollection(value) && !Array.isArray(value)) {
    return entriesOf(value).flatMap(([key, item]) => writePair(key, item));
  }
  return [writeInline(value)];
}

/** `key: value`, on as many lines as it takes. */
export function writePair(key: string, value: unknown): string[] {
  return isCollection(value)
    ? [`${writeString(key)}:`, ...writeBlock(value).map(line => `  ${line}`)]
    : [`${writeString(key)}: ${writeInline(value)}`];
}

/** A map or sequence with something in it. */
export function isCollection(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Array.isArray(value) ? value.length > 0 : entriesOf(value).length > 0)
  );
}

/** Own entries that are there: an undefined value is no entry. */
export function entriesOf(value: object): [string, unknown][] {
  const entries: [unknown, unknown][] =
    value instanceof Map ? [...value] : Object.entries(value);
  return entries
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [String(key), item]);
}

/** A new document, as it would be edited afterwards. */
export function writeYaml(value: Record<string, unknown>): string {
  const text = `${writeBlock(value).join('\n')}\n`;
  const document = parseDocument(text);
  if (document.errors.length || !isMap(document.contents)) {
    throw new InputError('These values cannot be written as YAML');
  }
  return text;
}
