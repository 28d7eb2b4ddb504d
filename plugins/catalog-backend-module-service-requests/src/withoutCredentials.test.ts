import { withoutCredentials } from './withoutCredentials';

describe('withoutCredentials', () => {
  it.each([
    ['orders.abc.eu-west-1.rds.amazonaws.com:5432'],
    ['https://orders.example.org/path'],
    ['s3://orders-backups'],
    ['[2001:db8::1]:5432'],
  ])('leaves %s as it is', endpoint => {
    expect(withoutCredentials(endpoint)).toBe(endpoint);
  });

  it.each([
    [
      'postgres://admin:canary@db.example.org:5432/orders',
      'postgres://db.example.org:5432/orders',
    ],
    ['postgres://admin:can/a?r#y@db.example.org', 'postgres://db.example.org'],
    ['postgres://admin:can@ary@db.example.org', 'postgres://db.example.org'],
    ['admin:canary@db.example.org:5432', 'db.example.org:5432'],
    [
      'redis://:canary@cache.example.org:6379',
      'redis://cache.example.org:6379',
    ],
    [
      'https://bucket.example.org/x?X-Amz-Signature=canary#canary',
      'https://bucket.example.org/x',
    ],
    ['db.example.org:5432?password=canary', 'db.example.org:5432'],
  ])('takes out of %s what is secret', (endpoint, expected) => {
    expect(withoutCredentials(endpoint)).toBe(expected);
  });
});
