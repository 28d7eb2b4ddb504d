import { InputError } from '@backstage/errors';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

type Cidr = [IPv4 | IPv6, number];

/*
 * Which addresses a delivery may go to: those of the public Internet, and those
 * that the operator has listed. Everything is refused that is not known to be
 * public, so a range that nobody thought of is refused too.
 *
 * An IPv6 address may carry an IPv4 one: mapped (::ffff:0:0/96) and NAT64
 * (64:ff9b::/96) are ordinary ways to reach a public IPv4 host and count as that
 * host. 6to4, Teredo, the translated form of RFC 6145 and the deprecated
 * compatible form (::a.b.c.d) are refused whatever they carry.
 */

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by their range, private by what answers there. */
const METADATA = ['168.63.129.16', '169.254.169.254', 'fd00:ec2::254'];

const NAMES: Record<string, string> = {
  metadata: 'a metadata address',
  unspecified: 'the unspecified address',
  broadcast: 'a broadcast address',
  multicast: 'a multicast address',
  linkLocal: 'a link-local address',
  loopback: 'a loopback address',
  carrierGradeNat: 'a carrier-grade NAT address',
  private: 'a private address',
  uniqueLocal: 'a unique-local address',
};

export class AddressGuard {
  readonly #allowed: Cidr[];

  /** Throws an InputError for an entry that is neither a CIDR nor an address. */
  static create(options: { allowedAddresses: string[] }): AddressGuard {
    return new AddressGuard(options.allowedAddresses.map(parseCidr));
  }

  private constructor(allowed: Cidr[]) {
    this.#allowed = allowed;
  }

  /**
   * Why `address` (an IPv4 or IPv6 literal) must not be connected to, as in
   * "a loopback address"; undefined when it may.
   */
  refusal(address: string): string | undefined {
    // A zone (fe80::1%eth0) chooses an interface, not another range.
    const literal = address.replace(/%.*$/, '');
    if (!ipaddr.isValid(literal)) {
      return 'not an address';
    }
    const meant = unwrap(ipaddr.parse(literal));
    if (this.#allowed.some(cidr => isWithin(meant, cidr))) {
      return undefined;
    }
    const range = rangeOf(meant);
    return range && (NAMES[range] ?? 'a reserved address');
  }
}

function unwrap(address: IPv4 | IPv6): IPv4 | IPv6 {
  if (address.kind() === 'ipv4') {
    return address;
  }
  const v6 = address as IPv6;
  if (v6.isIPv4MappedAddress()) {
    return v6.toIPv4Address();
  }
  const isNat64 = v6.match(ipaddr.IPv6.parse('64:ff9b::'), 96);
  return isNat64 ? ipaddr.fromByteArray(v6.toByteArray().slice(12)) : v6;
}

/** The name of a range that is not public. */
function rangeOf(address: IPv4 | IPv6): string | undefined {
  if (METADATA.includes(address.toString())) {
    return 'metadata';
  }
  const range = address.range();
  if (range !== 'unicast') {
    return range;
  }
  const isPublic =
    address.kind() === 'ipv4' || isWithin(address, GLOBAL_UNICAST);
  return isPublic ? undefined : 'reserved';
}

function isWithin(address: IPv4 | IPv6, [network, bits]: Cidr): boolean {
  return (
    address.kind() === network.kind() && address.match(network as IPv4, bits)
  );
}

function parseCidr(text: string): Cidr {
  try {
    return ipaddr.parseCIDR(
      text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`,
    );
  } catch {
    throw new InputError(
      `callboard.webhooks.allowedAddresses: ${text} is not a CIDR such as 10.1.0.0/16`,
    );
  }
}
