import { type Reader, toNumber } from '@callboard/backend-database';
import type { GrantFacts } from '../domain/Grants';

/** The access grants that count, or will: neither revoked nor over. */
export async function readGrants(db: Reader): Promise<GrantFacts[]> {
  const rows = await db
    .knex('access_grant')
    .whereNull('revoked_at')
    .where('until_at', '>', db.nowSql)
    .select(
      'id',
      'subject_ref',
      'site_id',
      'resource_id',
      'from_at',
      'until_at',
    );
  return rows.map(row => ({
    id: row.id,
    subjectRef: row.subject_ref,
    siteId: row.site_id,
    resourceId: row.resource_id ?? undefined,
    from: toNumber(row.from_at),
    until: toNumber(row.until_at),
  }));
}
