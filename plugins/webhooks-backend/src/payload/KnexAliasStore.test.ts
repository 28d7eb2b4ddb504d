import { TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../database/openDatabase';
import { KnexAliasStore } from './KnexAliasStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('KnexAliasStore, %p', id => {
  async function twoStores() {
    const database = await openDatabase({ knex: await databases.init(id) });
    return [
      KnexAliasStore.create({ database }),
      KnexAliasStore.create({ database }),
    ];
  }

  it('gives whole numbers that stay, one for each thing', async () => {
    const [one, other] = await twoStores();

    const booking = await one.aliasOf('booking', 'b1');
    const resource = await one.aliasOf('resource', 'b1');
    const second = await one.aliasOf('booking', 'b2');

    expect([booking, resource, second].every(Number.isInteger)).toBe(true);
    expect(new Set([booking, resource, second]).size).toBe(3);
    expect(await one.aliasOf('booking', 'b1')).toBe(booking);
    expect(await other.aliasOf('booking', 'b1')).toBe(booking);
    expect(await other.aliasOf('resource', 'b1')).toBe(resource);
  });

  it('gives the same number to all who ask at once', async () => {
    const stores = await twoStores();

    const given = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        stores[n % 2].aliasOf('resource', `resource:campus/node-${n % 4}`),
      ),
    );

    expect(new Set(given).size).toBe(4);
    given.forEach((alias, n) => expect(alias).toBe(given[n % 4]));
  });
});
