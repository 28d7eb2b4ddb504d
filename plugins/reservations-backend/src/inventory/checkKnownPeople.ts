import { invalidField } from '@callboard/backend-openapi';
import type { SiteChange } from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef, type SiteFacts } from '../domain/Inventory';

/**
 * Throws a 400 for who is to come and is not in the catalog: whoever could enter
 * somebody of that name there would be an admin. Those who are there may stay.
 */
export function checkKnownPeople(
  change: Pick<SiteChange, 'admins' | 'members'>,
  known: ReadonlySet<string>,
  site?: SiteFacts,
): void {
  for (const field of ['admins', 'members'] as const) {
    const stranger = change[field]?.findIndex(ref => {
      const one = normaliseRef(ref);
      return !known.has(one) && !site?.[field].has(one);
    });
    if (stranger !== undefined && stranger >= 0) {
      throw invalidField(`${field}/${stranger}`, 'is not in the catalog');
    }
  }
}
