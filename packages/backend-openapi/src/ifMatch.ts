import { invalidField } from './errors';

/** The version the caller saw, or `*` for whichever there is. */
export type IfMatch = number | '*';

const VERSION = /^(?:(?:W\/)?"(\d{1,15})"|(\d{1,15}))$/;

/**
 * Reads an `If-Match` of one version: `"3"`, `3`, `W/"3"` or `*`.
 *
 * @throws InputError (400) naming the header where it is none of these
 */
export function parseIfMatch(value: string): IfMatch {
  const text = value.trim();
  if (text === '*') {
    return '*';
  }
  const match = VERSION.exec(text);
  if (!match) {
    throw invalidField(
      'header.If-Match',
      'must be the ETag of what is changed, for example "3"',
    );
  }
  return Number(match[1] ?? match[2]);
}
