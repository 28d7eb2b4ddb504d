import type { Reader } from '@callboard/backend-database';
import type { QuotaAmount } from './types';

/** Of some subjects, by their ids. */
export interface Taken {
  /** By services that were merged. */
  used: Map<string, number>;
  /** By open requests, in addition. */
  pending: Map<string, number>;
  /** By one service: see `serviceKey`. */
  byService: Map<string, number>;
}

export function serviceKey(subjectId: string, serviceId: string): string {
  return `${serviceId} ${subjectId}`;
}

interface TakenRow {
  kind: 'used' | 'pending' | 'service';
  subject_id: string;
  service_id: string | null;
  amount: number | string | null;
}

/**
 * What is taken of the subjects of `amounts`, without what `exceptRequestId`
 * holds. One statement, so that something which is merged meanwhile is seen as
 * held or as used, never as neither.
 */
export async function readTaken(
  db: Reader,
  amounts: readonly QuotaAmount[],
  exceptRequestId: string | undefined,
): Promise<Taken> {
  const taken: Taken = {
    used: new Map(),
    pending: new Map(),
    byService: new Map(),
  };
  const subjects = [...new Set(amounts.map(({ subject }) => subject.id))];
  const services = [
    ...new Set(amounts.flatMap(({ serviceId }) => serviceId || [])),
  ];
  if (subjects.length === 0) {
    return taken;
  }
  const { knex } = db;
  const used = knex('quota_use')
    .whereIn('subject_id', subjects)
    .groupBy('subject_id')
    .select(knex.raw(`'used', subject_id, NULL, SUM(amount) AS amount`));
  const deltas = knex('quota_hold AS h')
    .leftJoin('quota_use AS u', join =>
      join
        .on('u.subject_id', 'h.subject_id')
        .andOn('u.service_id', 'h.service_id'),
    )
    .whereIn('h.subject_id', subjects)
    .modify(query => {
      if (exceptRequestId !== undefined) {
        query.whereNot('h.request_id', exceptRequestId);
      }
    })
    .groupBy('h.subject_id', 'h.request_id')
    .select(
      knex.raw(
        `'pending', h.subject_id, NULL, SUM(h.amount - COALESCE(u.amount, 0)) AS amount`,
      ),
    );
  const ofServices = knex('quota_use')
    .whereIn('subject_id', subjects)
    .whereIn('service_id', services)
    .select(
      knex.raw(
        `'service' AS kind, subject_id, CAST(service_id AS TEXT) AS service_id, amount`,
      ),
    );
  // The first one's `GROUP BY` would come after all of them.
  const rows: TakenRow[] = await ofServices.unionAll([used, deltas]);
  for (const { kind, subject_id: subject, service_id, amount } of rows) {
    const value = Number(amount ?? 0);
    if (kind === 'used') {
      taken.used.set(subject, value);
    } else if (kind === 'service') {
      taken.byService.set(serviceKey(subject, service_id!), value);
    } else if (value > 0) {
      taken.pending.set(subject, (taken.pending.get(subject) ?? 0) + value);
    }
  }
  return taken;
}
