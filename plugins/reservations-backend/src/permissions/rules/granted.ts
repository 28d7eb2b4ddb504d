import { databaseClock } from '@callboard/backend-database';
import type { Knex } from 'knex';

const GRANTED = `access_grant
  JOIN site AS granted_site
    ON granted_site.id = access_grant.site_id AND granted_site.archived_at IS NULL`;

/** `column` (a site id) is that of a site with a grant to one of `claims`. */
export function whereSiteGranted(
  query: Knex.QueryBuilder,
  column: string,
  claims: string[],
): void {
  whereGranted(
    query,
    claims,
    counts => `?? IN (
      SELECT access_grant.site_id FROM ${GRANTED} WHERE ${counts}
    )`,
    column,
  );
}

/** `column` (a resource id) is that of what a grant to one of `claims` covers. */
export function whereResourceGranted(
  query: Knex.QueryBuilder,
  column: string,
  claims: string[],
): void {
  whereGranted(query, claims, counts => `?? IN (${covered(counts)})`, column);
}

/** The type itself is of a site that is granted as a whole, or of what is covered. */
export function whereTypeGranted(
  query: Knex.QueryBuilder,
  claims: string[],
): void {
  query.where(either => {
    whereGranted(
      either,
      claims,
      counts => `?? IN (
        SELECT access_grant.site_id FROM ${GRANTED}
        WHERE access_grant.resource_id IS NULL AND ${counts}
      )`,
      'resource_type.site_id',
    );
    either.orWhere(inner =>
      whereGranted(
        inner,
        claims,
        counts => `?? IN (
          SELECT used.type_id FROM resource AS used
          WHERE used.id IN (${covered(counts)})
        )`,
        'resource_type.id',
      ),
    );
  });
}

/** Ids of resources: all of a site's, or one with everything below it. */
function covered(counts: string): string {
  return `
    WITH RECURSIVE covered (id) AS (
      SELECT root.id FROM ${GRANTED}
        JOIN resource AS root ON root.site_id = access_grant.site_id
          AND (access_grant.resource_id IS NULL OR access_grant.resource_id = root.id)
        WHERE ${counts}
      UNION
      SELECT part.id FROM resource AS part
        JOIN covered ON part.parent_id = covered.id
    )
    SELECT covered.id FROM covered`;
}

/** A condition around "and this grant counts, for one of them, now". */
function whereGranted(
  query: Knex.QueryBuilder,
  claims: string[],
  condition: (counts: string) => string,
  column: string,
): void {
  if (claims.length === 0) {
    query.whereRaw('1 = 0');
    return;
  }
  const { client } = query as unknown as { client: Knex.Client };
  const raw = (sql: string) => client.raw(sql);
  const now = databaseClock.sql({ client, raw } as unknown as Knex);
  query.whereRaw(
    condition(`access_grant.revoked_at IS NULL
      AND access_grant.subject_ref IN (${claims.map(() => '?').join(', ')})
      AND access_grant.from_at <= ? AND access_grant.until_at > ?`),
    [column, ...claims, now, now],
  );
}
