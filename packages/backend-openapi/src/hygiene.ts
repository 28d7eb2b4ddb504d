import { InvalidFieldsError, invalidField } from './errors';

/*
 * What no schema says and no part behind the router should have to think of:
 * text that a database cannot store (NUL, half a surrogate pair), keys that
 * mean something to JavaScript, numbers that JSON cannot write back, and
 * nesting deep enough to overflow the stack of whoever recurses next. It walks
 * with its own stack, so that the walk itself does not, and it counts as it
 * goes: how much there is decides how many errors validation may collect.
 */

const UNSTORABLE = /[\0\p{Cs}]/u;
const POLLUTING = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_DEPTH = 64;
const MAX_NAME = 200;

/** How much a value holds. */
export interface Extent {
  /** Objects, arrays and scalars. */
  values: number;
  /** Length of all texts and keys. */
  characters: number;
}

interface Container {
  value: object;
  path: string;
  depth: number;
}

/** A field's name as it may be repeated to the caller: short and printable. */
export function printableField(field: string): string {
  const short =
    field.length > MAX_NAME ? `${field.slice(0, MAX_NAME)}…` : field;
  return short.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}

/**
 * Fails where a text holds what cannot be stored.
 *
 * @throws InputError (400) naming the field
 */
export function checkText(text: string, field: string): void {
  if (!UNSTORABLE.test(text)) {
    return;
  }
  throw invalidField(
    printableField(field),
    text.includes('\0')
      ? 'must not contain a NUL character'
      : 'must be well-formed Unicode',
  );
}

/**
 * Checks a parsed JSON body.
 *
 * @throws InputError (400) naming the field
 */
export function checkJson(body: unknown): Extent {
  const extent: Extent = { values: 0, characters: 0 };
  const open: Container[] = [];
  visit(body, '', 0, extent, open);
  for (let next = open.pop(); next; next = open.pop()) {
    if (Array.isArray(next.value)) {
      visitEntries(next.value, next, extent, open);
    } else {
      visitFields(next.value as Record<string, unknown>, next, extent, open);
    }
  }
  return extent;
}

function visitEntries(
  entries: unknown[],
  { path, depth }: Container,
  extent: Extent,
  open: Container[],
): void {
  const prefix = path && `${path}/`;
  for (let index = 0; index < entries.length; index += 1) {
    visit(entries[index], prefix, index, extent, open, depth);
  }
}

function visitFields(
  fields: Record<string, unknown>,
  { path, depth }: Container,
  extent: Extent,
  open: Container[],
): void {
  const prefix = path && `${path}/`;
  for (const key of Object.keys(fields)) {
    extent.characters += key.length;
    if (POLLUTING.has(key)) {
      const field = printableField(prefix + key);
      throw new InvalidFieldsError([
        { field, message: `${field} is not a name a field may have` },
      ]);
    }
    checkText(key, prefix + key);
    visit(fields[key], prefix, key, extent, open, depth);
  }
}

function visit(
  value: unknown,
  prefix: string,
  key: string | number,
  extent: Extent,
  open: Container[],
  depth: number = 0,
): void {
  extent.values += 1;
  if (typeof value === 'string') {
    extent.characters += value.length;
    if (UNSTORABLE.test(value)) {
      checkText(value, nameOf(prefix, key, depth));
    }
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw invalidField(
      printableField(nameOf(prefix, key, depth)),
      'is too large a number',
    );
  } else if (typeof value === 'object' && value !== null) {
    if (depth >= MAX_DEPTH) {
      throw invalidField(
        printableField(nameOf(prefix, key, depth)),
        'is nested too deeply',
      );
    }
    const path = depth === 0 ? '' : `${prefix}${key}`;
    open.push({ value, path, depth: depth + 1 });
  }
}

function nameOf(prefix: string, key: string | number, depth: number): string {
  return depth === 0 ? 'body' : `${prefix}${key}`;
}
