import { HOLDING_STATUSES } from '@callboard/backstage-plugin-reservations-common';
import { type Reader, toNumber } from '@callboard/backend-database';
import type { Knex } from 'knex';

/** How much of each kind somebody has. */
export interface Counts {
  bookings: number;
  memberships: number;
  grants: number;
  resources: number;
  keys: number;
  feedTokens: number;
}

export interface Membership {
  siteId: string;
  siteRef: string;
  title: string;
  role: 'admin' | 'member';
  /** Epoch milliseconds. */
  since: number;
}

const NOTHING: Counts = {
  bookings: 0,
  memberships: 0,
  grants: 0,
  resources: 0,
  keys: 0,
  feedTokens: 0,
};

const A_USER = 'user:%';

/** Finds what people have, across the tables. */
export class CommitmentsStore {
  /** In sites that are not archived, by title. */
  async memberships(db: Reader, ref: string): Promise<Membership[]> {
    const rows = await db
      .knex('site_member')
      .join('site', 'site.id', 'site_member.site_id')
      .where('site_member.ref', ref)
      .whereNull('site.archived_at')
      .orderBy(['site.title', 'site.id', 'site_member.role'])
      .select('site.id', 'site.entity_ref', 'site.title', 'site_member.role', {
        since: 'site_member.created_at',
      });
    return rows.map(row => ({
      siteId: row.id,
      siteRef: row.entity_ref,
      title: row.title,
      role: row.role,
      since: toNumber(row.since),
    }));
  }

  /** Every user who has something, with how much of what. */
  async everybody(db: Reader): Promise<Map<string, Counts>> {
    const people = new Map<string, Counts>();
    const count = async (
      kind: keyof Counts,
      query: Knex.QueryBuilder,
      column: string,
    ) => {
      const rows = await query
        .where(column, 'like', A_USER)
        .groupBy(column)
        .select({ ref: column })
        .count({ n: '*' });
      for (const { ref, n } of rows as { ref: string; n: string | number }[]) {
        const counts = people.get(ref) ?? { ...NOTHING };
        counts[kind] += toNumber(n);
        people.set(ref, counts);
      }
    };
    const { knex, nowSql } = db;
    const ahead = () =>
      knex('booking')
        .whereIn('status', [...HOLDING_STATUSES])
        .whereNull('hold_of')
        .where('end_at', '>', nowSql);
    await count('bookings', ahead(), 'owner');
    await count(
      'memberships',
      knex('site_member')
        .join('site', 'site.id', 'site_member.site_id')
        .whereNull('site.archived_at'),
      'ref',
    );
    await count(
      'grants',
      knex('access_grant')
        .whereNull('revoked_at')
        .where('until_at', '>', nowSql),
      'subject_ref',
    );
    await count(
      'resources',
      knex('resource').whereNull('archived_at'),
      'owner',
    );
    await count('keys', knex('ssh_key'), 'user_ref');
    await count('feedTokens', knex('feed_token'), 'user_ref');
    return people;
  }
}
