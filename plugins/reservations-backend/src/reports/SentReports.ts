import type { Writer } from '@callboard/backend-database';

/** Who has taken a report on and not sent it by then has been stopped. */
const GIVEN_UP_MS = 10 * 60_000;

/**
 * Which reports have gone out. A report is claimed before it is made: of two
 * backends that come to it at once, one gets it. Who dies over it leaves a claim
 * that another takes over; that such a report is then sent twice would need the
 * first to have died between sending and saying so, and the second replaces it.
 */
export class SentReports {
  static create(): SentReports {
    return new SentReports();
  }

  private constructor() {}

  /** Whether it is now ours to send. */
  async claim(
    tx: Writer,
    siteId: string,
    period: string,
    now: number,
  ): Promise<boolean> {
    const report = { site_id: siteId, period };
    const inserted = await tx
      .knex('usage_report_sent')
      .insert({ ...report, claimed_at: now, sent_at: null })
      .onConflict(['site_id', 'period'])
      .ignore()
      .returning('period');
    if (inserted.length > 0) {
      return true;
    }
    const taken = await tx
      .knex('usage_report_sent')
      .where(report)
      .whereNull('sent_at')
      .where('claimed_at', '<', now - GIVEN_UP_MS)
      .update({ claimed_at: now });
    return taken > 0;
  }

  async sent(
    tx: Writer,
    siteId: string,
    period: string,
    now: number,
  ): Promise<void> {
    await tx
      .knex('usage_report_sent')
      .where({ site_id: siteId, period })
      .update({ sent_at: now });
  }

  /** It could not be sent: the next one may try at once. */
  async giveUp(tx: Writer, siteId: string, period: string): Promise<void> {
    await tx
      .knex('usage_report_sent')
      .where({ site_id: siteId, period })
      .whereNull('sent_at')
      .delete();
  }
}
