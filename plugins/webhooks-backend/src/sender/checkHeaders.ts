import { InputError } from '@backstage/errors';

const MOST_HEADERS = 20;
const LONGEST_VALUE = 4096;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Set by us or by HTTP itself; a custom one would change where or what we send. */
const RESERVED =
  /^(host|connection|keep-alive|upgrade|te|trailer|transfer-encoding|expect|via|forwarded|content-.*|accept-encoding|proxy-.*|user-agent|webhook-.*|x-webhook-signature)$/;

/**
 * Checks the custom headers of an endpoint; throws an InputError that names the
 * header which is wrong, never its value.
 */
export function checkHeaders(headers: Record<string, string>): void {
  const names = Object.keys(headers).map(name => name.toLowerCase());
  if (names.length > MOST_HEADERS) {
    throw new InputError(`At most ${MOST_HEADERS} headers may be set`);
  }
  if (new Set(names).size < names.length) {
    throw new InputError('A header is set twice; case does not matter');
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!TOKEN.test(name)) {
      throw new InputError(`${JSON.stringify(name)} cannot be a header’s name`);
    }
    if (RESERVED.test(name.toLowerCase())) {
      throw new InputError(`The header ${name} is set by Callboard itself`);
    }
    if (value.length > LONGEST_VALUE || !/^[\t\x20-\x7e]*$/.test(value)) {
      throw new InputError(
        `The header ${name} must be at most ${LONGEST_VALUE} printable ASCII characters`,
      );
    }
  }
}
