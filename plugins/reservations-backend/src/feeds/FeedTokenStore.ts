import type { FeedToken } from '@callboard/backstage-plugin-reservations-common';
import {
  type Reader,
  toInstant,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';

interface FeedTokenRow {
  id: string;
  user_ref: string;
  title: string;
  scope_kind: FeedToken['scope']['kind'];
  scope_ref: string | null;
  token_hash: string;
  created_at: string | number;
  last_used_at: string | number | null;
}

/** A token as it is stored; instants are epoch milliseconds. */
export interface FeedTokenRecord {
  id: string;
  userRef: string;
  title: string;
  scope: FeedToken['scope'];
  createdAt: number;
  lastUsedAt?: number;
}

export class FeedTokenStore {
  async ofUser(db: Reader, userRef: string): Promise<FeedTokenRecord[]> {
    const rows = await db
      .knex<FeedTokenRow>('feed_token')
      .where({ user_ref: userRef })
      .orderBy(['title', 'created_at', 'id']);
    return rows.map(toRecord);
  }

  async byHash(db: Reader, hash: string): Promise<FeedTokenRecord | undefined> {
    const row = await db
      .knex<FeedTokenRow>('feed_token')
      .where({ token_hash: hash })
      .first();
    return row && toRecord(row);
  }

  /** Holds up whoever else changes that person's tokens, until the transaction ends. */
  async lockUser(tx: Writer, userRef: string): Promise<void> {
    if (tx.postgres) {
      await tx.knex.raw(
        `SELECT pg_advisory_xact_lock(hashtextextended(? || current_schema(), 0))`,
        [`callboard_feed_tokens:${userRef}`],
      );
    }
  }

  async insert(
    tx: Writer,
    token: FeedTokenRecord,
    hash: string,
  ): Promise<void> {
    await tx.knex('feed_token').insert({
      id: token.id,
      user_ref: token.userRef,
      title: token.title,
      scope_kind: token.scope.kind,
      scope_ref: token.scope.ref ?? null,
      token_hash: hash,
      created_at: token.createdAt,
    });
  }

  async markUsed(tx: Writer, id: string): Promise<void> {
    await tx
      .knex('feed_token')
      .where({ id })
      .update({ last_used_at: tx.nowSql });
  }

  async delete(tx: Writer, id: string): Promise<void> {
    await tx.knex('feed_token').where({ id }).delete();
  }
}

export function feedTokenView(token: FeedTokenRecord): FeedToken {
  const { userRef: _, createdAt, lastUsedAt, ...shown } = token;
  return {
    ...shown,
    createdAt: toInstant(createdAt),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: toInstant(lastUsedAt) }),
  };
}

function toRecord(row: FeedTokenRow): FeedTokenRecord {
  return {
    id: row.id,
    userRef: row.user_ref,
    title: row.title,
    scope: {
      kind: row.scope_kind,
      ...(row.scope_ref === null ? {} : { ref: row.scope_ref }),
    },
    createdAt: toNumber(row.created_at),
    lastUsedAt: toOptionalNumber(row.last_used_at),
  };
}
