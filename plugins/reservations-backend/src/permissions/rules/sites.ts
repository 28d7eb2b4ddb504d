import type { Knex } from 'knex';
import { z } from 'zod';
import { normaliseRef, type SiteFacts } from '../../domain/Inventory';

/** The sites that a service account is limited to. */
export const sitesSchema = z.object({
  sites: z.array(z.string()).max(2000).describe('Entity refs of sites'),
});

export function isAmong(site: SiteFacts | undefined, sites: string[]): boolean {
  return (
    site !== undefined &&
    sites.some(ref => normaliseRef(ref) === site.entityRef)
  );
}

/** `column` (a site id) is that of one of `sites`. */
export function whereSiteAmong(
  query: Knex.QueryBuilder,
  column: string,
  sites: string[],
): void {
  query.whereIn(column, inner =>
    inner
      .select({ id: 'among.id' })
      .from({ among: 'site' })
      .whereIn(
        'among.entity_ref',
        sites.map(ref => normaliseRef(ref)),
      ),
  );
}
