import type { IncomingMessage } from 'node:http';

/**
 * The token of a request: what follows `Bearer`, or the password of `Basic`
 * (as git sends it after a 401, from `https://any-name:<token>@…` or a
 * credential helper), or its user name where there is no password.
 */
export function tokenOf(
  request: Pick<IncomingMessage, 'headers'>,
): string | undefined {
  const header = request.headers.authorization ?? '';
  const [, scheme, value] = /^(bearer|basic) +(\S+) *$/i.exec(header) ?? [];
  if (!scheme) {
    return undefined;
  }
  if (scheme.toLowerCase() === 'bearer') {
    return value;
  }
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const [user, password] =
    colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  const token = password || user;
  return /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}
