import { type Reader, toNumber } from '@callboard/backend-database';
import { countsFor } from '../../domain/policies/noShows';
import type { FactRequest, FactSource } from './FactSource';

/** When the owner last booked and did not come, where a rule counts that. */
export const noShowFacts: FactSource = {
  async read(db: Reader, { plans, booker }: FactRequest) {
    const rules = plans
      .flatMap(({ booked }) => booked)
      .flatMap(({ resource }) => resource.policies.checkIn ?? [])
      .filter(({ noShows }) => noShows !== undefined);
    if (rules.length === 0) {
      return {};
    }
    const longest = Math.max(...rules.map(countsFor));
    const rows: { start_at: string | number }[] = await db
      .knex('booking')
      .where({ owner: booker.owner, status: 'no_show' })
      .whereNull('no_show_waived')
      .where('end_at', '>', db.knex.raw('? - ?', [db.nowSql, longest]))
      .select('start_at');
    return { noShowsAt: rows.map(({ start_at: at }) => toNumber(at)) };
  },
};
