import { isIP } from 'node:net';

/**
 * The address that a host name of a WHATWG URL is, if it is one. The URL parser
 * has then already made 127.0.0.1 of `2130706433`, `0177.0.0.1` and `0x7f.1`.
 */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) ? bare : undefined;
}
