import {
  insertRows,
  locked,
  type Reader,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';
import type { Fact } from './facts';
import { keyOf } from './facts';

const CHUNK = 100;

interface SnapshotRow extends Fact {
  since: number | string | null;
}

/** What the catalog said when it was last looked at, and since when. */
export class SnapshotStore {
  /** Holds the snapshot until the transaction is over; whether it was ever taken. */
  async lock(tx: Writer): Promise<boolean> {
    const query = tx.knex('access_snapshot_state').where({ id: 1 }).first();
    const row = await locked(tx, query);
    return row.began_at !== null;
  }

  async read(db: Reader): Promise<Map<string, Fact & { since?: number }>> {
    const rows: SnapshotRow[] = await db.knex('access_snapshot').select();
    return new Map(
      rows.map(row => [
        keyOf(row),
        { ...row, since: toOptionalNumber(row.since) },
      ]),
    );
  }

  /** `since` is null for what was there when looking began. */
  async change(
    tx: Writer,
    added: Fact[],
    removed: Fact[],
    first: boolean,
  ): Promise<void> {
    for (const fact of removed) {
      await tx.knex('access_snapshot').where(fact).delete();
    }
    const [{ now }] = await tx.knex.select({ now: tx.nowSql });
    const rows = added.map(fact => ({ ...fact, since: first ? null : now }));
    await insertRows(tx, 'access_snapshot', rows, CHUNK);
    await tx
      .knex('access_snapshot_state')
      .where({ id: 1 })
      .update({ taken_at: now, ...(first ? { began_at: now } : {}) });
  }
}
