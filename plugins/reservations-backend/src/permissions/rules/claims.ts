import { z } from 'zod';
import type { Knex } from 'knex';
import type { SiteFacts } from '../../domain/Inventory';

/** Entity refs of a person and of the groups they are in. */
export const claimsSchema = z.object({
  claims: z
    .array(z.string())
    .max(2000)
    .describe('Entity refs of the person and of their groups'),
});

export function isAdministered(site: SiteFacts, claims: string[]): boolean {
  return claims.some(claim => site.admins.has(claim));
}

export function isVisible(site: SiteFacts, claims: string[]): boolean {
  return (
    site.visibility === 'public' ||
    claims.some(claim => site.admins.has(claim) || site.members.has(claim))
  );
}

/** `column` (a site id) is that of a site which one of `claims` administers. */
export function whereSiteAdministered(
  query: Knex.QueryBuilder,
  column: string,
  claims: string[],
): void {
  query.whereIn(column, inner =>
    inner
      .select('site_member.site_id')
      .from('site_member')
      .where('site_member.role', 'admin')
      .whereIn('site_member.ref', claims),
  );
}

/** `column` (a site id) is that of a public site, or of one of `claims`' own. */
export function whereSiteVisible(
  query: Knex.QueryBuilder,
  column: string,
  claims: string[],
): void {
  query.whereIn(column, inner =>
    inner
      .select({ id: 'visible.id' })
      .from({ visible: 'site' })
      .where('visible.visibility', 'public')
      .union(union =>
        union
          .select('site_member.site_id')
          .from('site_member')
          .whereIn('site_member.ref', claims),
      ),
  );
}
