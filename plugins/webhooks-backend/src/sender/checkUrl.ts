import { InputError } from '@backstage/errors';
import { AddressGuard } from './AddressGuard';
import { literalAddress } from './literalAddress';

const LONGEST_URL = 2048;

/**
 * Checks a URL that deliveries are to go to; throws an InputError that says
 * what is wrong. Names are not resolved here: what a name leads to is checked
 * whenever a connection is made.
 */
export function checkUrl(
  url: string,
  options: { allowedAddresses: string[] },
): void {
  if (url.length > LONGEST_URL) {
    throw new InputError(`The URL is longer than ${LONGEST_URL} characters`);
  }
  const parsed = parse(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new InputError('The URL must begin with https:// or http://');
  }
  if (parsed.username || parsed.password) {
    throw new InputError(
      'The URL must not hold a user name or password; send credentials in a header',
    );
  }
  if (parsed.hash) {
    throw new InputError('The URL must not hold a fragment (#…)');
  }
  const refusal = AddressGuard.create(options).refusal(addressOf(parsed));
  if (refusal && refusal !== 'not an address') {
    throw new InputError(
      `The URL leads to ${refusal}, where no delivery may go unless callboard.webhooks.allowedAddresses lists it`,
    );
  }
}

function parse(url: string): URL {
  // The URL parser drops these silently: what is stored would not be what is used.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f]/.test(url)) {
    throw new InputError('The URL must not hold spaces or control characters');
  }
  try {
    return new URL(url);
  } catch {
    throw new InputError(
      'The URL is not a complete one, such as https://receiver.example.com/hook',
    );
  }
}

function addressOf({ hostname }: URL): string {
  const isLocalhost = /(^|\.)localhost\.?$/.test(hostname);
  return literalAddress(hostname) ?? (isLocalhost ? '127.0.0.1' : hostname);
}
