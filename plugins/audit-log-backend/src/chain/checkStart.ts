import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import { type Chain, tampering } from './Chain';
import type { HeadKeeper } from './HeadKeeper';
import type { Recorder } from './Recorder';

/**
 * At start, compares the chain with the head that was written last. Where it is
 * behind, the database was put back to an older state, or emptied: that is
 * logged and recorded, so that it stays known once the chain has grown again.
 */
export async function checkStart(options: {
  chain: Chain;
  database: Database;
  heads: HeadKeeper;
  recorder: Pick<Recorder, 'record'>;
  logger: LoggerService;
}): Promise<void> {
  const { chain, database, heads, logger, recorder } = options;
  if (!heads.kept) {
    logger.warn(
      'callboard.auditLog.headsDirectory is not set: no signed heads are kept outside the database, and an older state of it that is put back will not be noticed',
    );
    return;
  }
  const newest = await heads.newest();
  if (!newest) {
    return;
  }
  const { tip, hash } = await database.read(async db => {
    const row = await db
      .knex('entry')
      .select('hash')
      .where({ position: newest.position })
      .first();
    return { tip: await chain.tip(db), hash: row?.hash };
  });
  const purged = newest.position <= tip.purgedTo;
  if (purged || hash === newest.hash) {
    return;
  }
  const message =
    tip.position < newest.position
      ? `the chain ends at position ${tip.position}, but a signed head of ${newest.at} has it at ${newest.position}`
      : `the entry at position ${newest.position} is not the one of the signed head of ${newest.at}`;
  logger.error(`The audit log was tampered with: ${message}`);
  await recorder.record([tampering(message, tip)]);
}
