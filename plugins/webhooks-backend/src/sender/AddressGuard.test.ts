import { AddressGuard } from './AddressGuard';

const guard = AddressGuard.create({ allowedAddresses: [] });

describe('AddressGuard', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['::', 'unspecified'],
    ['10.0.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['fd12:3456::1', 'unique-local'],
    ['fc00::1', 'unique-local'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['192.0.0.192', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['fec0::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['5f00::1', 'reserved'],
    ['169.254.169.254', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:a9fe:a9fe', 'metadata'],
    ['64:ff9b::127.0.0.1', 'loopback'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['64:ff9b:1::7f00:1', 'reserved'],
    ['::127.0.0.1', 'loopback'],
    ['::7f00:1', 'reserved'],
    ['::ffff:0:127.0.0.1', 'reserved'],
    ['2002:7f00:1::', 'reserved'],
    ['2002:808:808::1', 'reserved'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'reserved'],
    ['receiver.example.com', 'not an address'],
    ['', 'not an address'],
  ])('refuses %s: %s', (address, reason) => {
    expect(guard.refusal(address)).toContain(reason);
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('lets %s pass', address => {
    expect(guard.refusal(address)).toBeUndefined();
  });

  it('lets pass what is listed, in whichever form it comes, and nothing beside', () => {
    const listing = AddressGuard.create({
      allowedAddresses: ['10.1.0.0/16', '127.0.0.2', 'fd00:1::/32'],
    });

    expect(listing.refusal('10.1.255.1')).toBeUndefined();
    expect(listing.refusal('::ffff:10.1.0.1')).toBeUndefined();
    expect(listing.refusal('64:ff9b::10.1.0.1')).toBeUndefined();
    expect(listing.refusal('127.0.0.2')).toBeUndefined();
    expect(listing.refusal('fd00:1::5')).toBeUndefined();
    expect(listing.refusal('10.2.0.1')).toBe('a private address');
    expect(listing.refusal('127.0.0.1')).toBe('a loopback address');
    expect(listing.refusal('fd00:2::5')).toBe('a unique-local address');
  });

  it.each(['10.0.0.0/33', 'internal', '', '10.0.0.0/x'])(
    'does not take %p for a CIDR',
    entry => {
      expect(() => AddressGuard.create({ allowedAddresses: [entry] })).toThrow(
        'is not a CIDR',
      );
    },
  );
});
