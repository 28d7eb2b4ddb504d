import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Database } from '@callboard/backend-database';
import { openDatabase } from '../database/openDatabase';
import { readOfferingsConfig } from './config';
import { createOfferings } from './createOfferings';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('createOfferings', () => {
  const logger = mockServices.logger.mock();
  const config = readOfferingsConfig(new ConfigReader({}));
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase({ knex: await databases.init('SQLITE_3') });
  });

  beforeEach(() => logger.warn.mockClear());

  it('offers what comes with the plugin, with its prices', async () => {
    const { offerings, prices } = await createOfferings({
      config,
      database,
      logger,
    });
    expect(offerings.definitions()).toHaveLength(6);
    expect(offerings.definition('postgresql')?.version).toBe(1);
    expect(prices.currency).toBe('EUR');
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('starts without a cluster that does not answer, and says so', async () => {
    const { crds, offerings } = await createOfferings({
      config: { ...config, crdsFromCluster: true },
      database,
      logger,
      listCrds: async () => {
        throw new Error('connection refused');
      },
    });
    expect(crds.isConfigured).toBe(false);
    expect(offerings.definition('redis')?.version).toBe(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('connection refused'),
    );
  });

  it('asks a cluster for what is offered only, and believes it', async () => {
    const asked: string[] = [];
    const starting = createOfferings({
      config: { ...config, crdsFromCluster: true },
      database,
      logger,
      listCrds: async kinds => {
        asked.push(...kinds.map(({ kind }) => kind));
        return [];
      },
    });
    await expect(starting).rejects.toThrow(
      'rds.aws.m.upbound.io/v1beta1 Cluster is not among the definitions that are known here',
    );
    expect(asked).toContain('NodeGroup');
    expect(asked.length).toBeLessThan(20);
  });

  it('does not start with prices that are none', async () => {
    await expect(
      createOfferings({
        config: { ...config, pricesFolder: __dirname },
        database,
        logger,
      }),
    ).rejects.toThrow('There is no price table');
  });
});
