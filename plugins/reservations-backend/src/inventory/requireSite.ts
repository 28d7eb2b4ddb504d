import {
  type Access,
  type Needed,
  requireAllowed,
} from '@callboard/backend-access';
import type { Inventory, SiteFacts } from '../domain/Inventory';

/** How every list of the inventory is asked for. */
export interface PageQuery {
  q?: string;
  cursor?: string;
  limit: number;
}

/** {@link requireAllowed} for a site named by its ref. */
export function requireSite(
  inventory: Inventory,
  ref: string,
  read: Access<SiteFacts>,
  needed: Needed<SiteFacts>,
): SiteFacts {
  const site = inventory.siteByRef(ref);
  requireAllowed(site, read, 'site', ref, needed);
  return site;
}
