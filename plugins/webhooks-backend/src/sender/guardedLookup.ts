import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressRefusedError } from './AddressRefusedError';
import type { AddressGuard } from './AddressGuard';

/**
 * A lookup for `net.connect` that answers only with addresses that the guard
 * lets pass. It runs for every new connection and what it answers is what is
 * connected to, so a name that changes its mind between a check and a
 * connection (DNS rebinding) gains nothing. One refused address among several
 * refuses the name: otherwise the order of an answer would decide.
 *
 * Lookups run on the process's few worker threads. Lookups of one name that are
 * under way at the same time are therefore one: a name server that hangs holds
 * one thread, not one for each delivery.
 */
export function createGuardedLookup(
  guard: AddressGuard,
  lookup: typeof dns.lookup = dns.lookup,
): LookupFunction {
  const underWay = new Map<string, Promise<dns.LookupAddress[]>>();

  function resolve(hostname: string, options: dns.LookupOptions) {
    const key = JSON.stringify([hostname, options.family, options.hints]);
    let answer = underWay.get(key);
    if (!answer) {
      answer = new Promise<dns.LookupAddress[]>((done, fail) =>
        lookup(hostname, { ...options, all: true }, (error, addresses) =>
          error ? fail(error) : done(addresses),
        ),
      ).finally(() => underWay.delete(key));
      underWay.set(key, answer);
    }
    return answer;
  }

  async function check(hostname: string, options: dns.LookupOptions) {
    const addresses = await resolve(hostname, options);
    for (const { address } of addresses) {
      const refusal = guard.refusal(address);
      if (refusal) {
        throw new AddressRefusedError(`The host’s name leads to ${refusal}`);
      }
    }
    return addresses;
  }

  return (hostname, options, callback) => {
    check(hostname, options).then(
      addresses => {
        if (options.all) {
          callback(null, addresses);
        } else {
          callback(null, addresses[0].address, addresses[0].family);
        }
      },
      error => callback(error, []),
    );
  };
}
