import { resolve } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

const PACKAGE = '@callboard/backstage-plugin-service-requests-backend';

/** Where offerings, prices and definitions are. Relative paths are from the working directory. */
export interface OfferingsConfig {
  /** Folders of offerings, ours first where they are wanted. */
  folders: string[];
  /** Whether entities of the catalog offer something too. */
  catalog: boolean;
  pricesFolder: string;
  /** Folder of CustomResourceDefinitions; without it, none are known. */
  crdsFolder?: string;
  /** Whether the definitions are those of the cluster. */
  crdsFromCluster: boolean;
}

export function readOfferingsConfig(config: Config): OfferingsConfig {
  const section = config.getOptionalConfig('callboard.serviceRequests');
  const own = section?.getOptionalStringArray('offerings.folders') ?? [];
  const withShipped = section?.getOptionalBoolean('offerings.shipped') ?? true;
  const prices = section?.getOptionalString('prices.folder');
  const crds = section?.getOptionalString('crds.folder');
  return {
    folders: [
      ...(withShipped ? [resolvePackagePath(PACKAGE, 'offerings')] : []),
      ...own.map(folder => resolve(folder)),
    ],
    catalog: section?.getOptionalBoolean('offerings.catalog') ?? true,
    pricesFolder: prices
      ? resolve(prices)
      : resolvePackagePath(PACKAGE, 'prices'),
    crdsFolder: crds ? resolve(crds) : undefined,
    crdsFromCluster: section?.getOptionalBoolean('crds.cluster') ?? false,
  };
}
