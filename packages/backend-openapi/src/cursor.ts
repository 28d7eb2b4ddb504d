import type { JsonValue } from '@backstage/types';
import { invalidField } from './errors';
import { checkJson } from './hygiene';

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** An opaque cursor for a list's `nextCursor`. */
export function encodeCursor(value: JsonValue): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/**
 * What {@link encodeCursor} was given, where `guard` recognises it.
 *
 * @throws InputError (400) naming `query.cursor` where the text is anything else
 */
export function decodeCursor<T>(
  text: string,
  guard: (value: unknown) => value is T,
): T {
  const value = parse(text);
  if (!guard(value)) {
    throw invalidField('query.cursor', 'is not a cursor this list has given');
  }
  return value;
}

function parse(text: string): unknown {
  if (!BASE64URL.test(text)) {
    return undefined;
  }
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    checkJson(value);
    return value;
  } catch {
    return undefined;
  }
}
