import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import { CST, type Document, Parser, parseDocument } from 'yaml';
import { entriesOf } from './writeYaml';

/** The text's one document. @throws InputError where there is none, or several, or errors in it. */
export function parseOne(text: string): Document {
  const document = parseDocument(text, {
    keepSourceTokens: true,
    merge: true,
    logLevel: 'error',
  });
  if (document.errors.length) {
    throw new InputError(`Not valid YAML: ${document.errors[0].message}`);
  }
  if (document.contents === null) {
    throw new InputError('This YAML document is empty');
  }
  return document as Document;
}

/** Maps, arrays and scalars only, so that equal means equal. */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) {
      throw new InputError(`The number ${value} is too large`);
    }
    return Number(value);
  }
  if (Object.is(value, -0)) {
    return 0;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InputError(`Not a value for YAML: ${value}`);
  }
  if (Array.isArray(value)) {
    return value.map(item => plainValue(item === undefined ? null : item));
  }
  if (typeof value === 'object' && value !== null) {
    return new Map(
      entriesOf(value).map(([key, item]) => [key, plainValue(item)]),
    );
  }
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new InputError(`Not a value for YAML: a ${typeof value}`);
  }
  return value;
}

/** What a document's value is once one part of it is set, or removed. */
export function applyEdit(
  root: unknown,
  path: (string | number)[],
  value: unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value;
  }
  const isLast = !rest.length;
  if (Array.isArray(root) && typeof step === 'number') {
    return isLast && value === undefined
      ? root.toSpliced(step, 1)
      : root.toSpliced(step, 1, applyEdit(root[step], rest, value));
  }
  if (root instanceof Map) {
    const key = [...root.keys()].find(own => String(own) === String(step));
    const copy = new Map(root);
    if (isLast && value === undefined) {
      copy.delete(key);
      return copy;
    }
    return copy.set(key ?? step, applyEdit(root.get(key), rest, value));
  }
  if (root === undefined || root === null) {
    return typeof step === 'number'
      ? [applyEdit(undefined, rest, value)]
      : new Map([[step, applyEdit(undefined, rest, value)]]);
  }
  throw new InputError(
    `${step} is not there: what should hold it has no parts`,
  );
}

/** @throws InputError where the edited text says anything else than was meant. */
export function checkOnlyThat(options: {
  before: string;
  after: string;
  expected: unknown;
  path: (string | number)[];
  removes: boolean;
}): void {
  const { before, after, expected, path, removes } = options;
  const where = path.join('/');
  let edited: Document;
  try {
    edited = parseOne(after);
  } catch {
    throw new InputError(`${where} cannot be changed in this document`);
  }
  if (!isDeepStrictEqual(edited.toJS({ mapAsMap: true }), expected)) {
    throw new InputError(
      `${where} cannot be changed without changing something else in this document`,
    );
  }
  const kept = comments(after);
  const had = comments(before);
  const isKept = removes ? isPart(kept, had) : isDeepStrictEqual(kept, had);
  if (!isKept) {
    throw new InputError(`${where} cannot be changed without losing a comment`);
  }
}

function comments(text: string): string[] {
  const found: string[] = [];
  const look = (token: unknown): void => {
    if (Array.isArray(token)) {
      token.forEach(look);
    } else if (typeof token === 'object' && token !== null) {
      if ((token as CST.Token).type === 'comment') {
        found.push((token as CST.SourceToken).source);
      }
      Object.values(token).forEach(look);
    }
  };
  for (const token of new Parser().parse(text)) {
    look(token);
  }
  return found.sort();
}

function isPart(part: string[], whole: string[]): boolean {
  const rest = [...whole];
  return part.every(item => {
    const at = rest.indexOf(item);
    if (at >= 0) {
      rest.splice(at, 1);
    }
    return at >= 0;
  });
}
