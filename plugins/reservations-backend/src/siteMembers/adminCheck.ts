import type { Access } from '@callboard/backend-access';
import type { SiteFacts } from '../domain/Inventory';
import type { AdminCheck } from '../inventory/places';

/**
 * Whoever may change every site may leave one without an admin. Others leave
 * somebody who can do something: an admin whom the catalog knows (one who has
 * come since it was asked has been looked up when they came).
 */
export function adminCheck(
  siteUpdate: Access<SiteFacts>,
  site: SiteFacts,
  known: ReadonlySet<string>,
): AdminCheck {
  return siteUpdate.filter === undefined
    ? () => true
    : admins => admins.some(ref => known.has(ref) || !site.admins.has(ref));
}
