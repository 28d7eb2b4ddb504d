import { type Reader, toNumber } from '@callboard/backend-database';
import type { MaintenanceFacts } from '../domain/Inventory';

/** The maintenance windows that count, or will: neither over nor cancelled. */
export async function readMaintenance(db: Reader): Promise<MaintenanceFacts[]> {
  const rows = await db
    .knex('maintenance_window')
    .whereIn('status', ['scheduled', 'active'])
    .where('until_at', '>', db.nowSql)
    .select('id', 'resource_id', 'from_at', 'until_at', 'title', 'reason');
  return rows.map(row => ({
    id: row.id,
    resourceId: row.resource_id,
    from: toNumber(row.from_at),
    until: toNumber(row.until_at),
    title: row.title,
    reason: row.reason ?? undefined,
  }));
}
