import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import { renderedKinds } from '../controlPlane/renderedKinds';
import { type PriceTable, readPrices } from '../cost';
import { CrdValidator, createFolderCrdSource, type KindRef } from '../crds';
import type { OfferingsConfig } from './config';
import { loadOfferingFiles } from './loadOfferingFiles';
import { KnexOfferingStore } from './OfferingStore';
import { OfferingsService } from './OfferingsService';
import { parseOffering } from './parseOffering';

interface Options {
  config: OfferingsConfig;
  database: Database;
  logger: LoggerService;
  /** The cluster's definitions of these kinds, where there is a cluster. */
  listCrds?: (kinds: KindRef[]) => Promise<unknown[]>;
}

/**
 * Reads prices and definitions, and brings in the offerings of the configured
 * folders.
 *
 * @throws InputError naming the file that is wrong: better no start than a
 * request that nobody can render.
 */
export async function createOfferings(options: Options): Promise<{
  offerings: OfferingsService;
  prices: PriceTable;
  crds: CrdValidator;
}> {
  const { config, database, logger } = options;
  const prices = await readPrices(config.pricesFolder);
  const crds = await createValidator(options);
  const offerings = await OfferingsService.create({
    database,
    store: KnexOfferingStore.create(),
    crds,
    prices,
  });
  const definitions = await loadOfferingFiles(config.folders, document =>
    offerings.check(document),
  );
  const { refused } = await offerings.sync('file', definitions);
  for (const name of refused) {
    logger.warn(
      `An offering called ${name} was made in the portal or the catalog; the file of that name is not used`,
    );
  }
  return { offerings, prices, crds };
}

/** A folder that cannot be read is an error; a cluster may be away for a while. */
async function createValidator({
  config,
  listCrds,
  logger,
}: Options): Promise<CrdValidator> {
  if (config.crdsFolder !== undefined) {
    return CrdValidator.create(createFolderCrdSource(config.crdsFolder));
  }
  if (!config.crdsFromCluster || !listCrds) {
    return CrdValidator.create(undefined);
  }
  const files = await loadOfferingFiles(config.folders, document =>
    parseOffering(document, 0),
  );
  try {
    const crds = await CrdValidator.create({ loadKinds: listCrds });
    await crds.learn(renderedKinds(files));
    return crds;
  } catch (error) {
    logger.warn(
      `The cluster's definitions cannot be read (${error}); until the next start, manifests are not validated against them`,
    );
    return CrdValidator.create(undefined);
  }
}
