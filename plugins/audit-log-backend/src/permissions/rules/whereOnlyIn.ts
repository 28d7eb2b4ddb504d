import type { SqlFilter } from '@callboard/backend-access';

/** Narrows to entries that name sites, and none but these. */
export function whereOnlyIn(siteRefs: readonly string[]): SqlFilter {
  return query =>
    query.where('entry.site_count', '>', 0).whereNotExists(other =>
      other
        .select('other_site.position')
        .from({ other_site: 'entry_site' })
        .whereRaw('other_site.position = entry.position')
        .whereNotIn('other_site.site_ref', [...siteRefs]),
    );
}
