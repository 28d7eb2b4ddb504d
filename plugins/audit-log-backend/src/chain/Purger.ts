import { randomUUID } from 'node:crypto';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  type Database,
  toInstant,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import type { Chain } from './Chain';
import { parse } from './checkLink';
import type { HeadKeeper } from './HeadKeeper';
import { type Draft, PURGED, SYSTEM } from './types';
import type { Verifier } from './Verifier';

const CHUNK = 1_000;

/**
 * Deletes what is older than the retention, from the beginning of the chain.
 *
 * First an entry says which positions go and what the last one's hash was, and
 * the signed end of the chain says the same; from then on nobody is shown them.
 * Then they are deleted in short transactions; what a crash leaves is deleted the
 * next time. The check of the chain begins behind them ever after.
 *
 * What is purged is checked before: a chain that is broken there is left as it
 * is, and said to be, since a purge would do away with the evidence. And the age
 * of an entry is what it was signed with, not what its column says.
 */
export class Purger {
  readonly #database: Database;
  readonly #chain: Chain;
  readonly #verifier: Verifier;
  readonly #heads: HeadKeeper;
  readonly #logger: LoggerService;
  readonly #retentionMs: number | undefined;

  static create(options: {
    database: Database;
    chain: Chain;
    verifier: Verifier;
    heads: HeadKeeper;
    logger: LoggerService;
    /** Absent for ever. */
    retentionMs?: number;
  }): Purger {
    return new Purger(options);
  }

  private constructor(options: Parameters<typeof Purger.create>[0]) {
    this.#database = options.database;
    this.#chain = options.chain;
    this.#verifier = options.verifier;
    this.#heads = options.heads;
    this.#logger = options.logger;
    this.#retentionMs = options.retentionMs;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    if (this.#retentionMs === undefined) {
      return;
    }
    await scheduler.scheduleTask({
      id: 'audit-log-purge',
      frequency: { hours: 1 },
      initialDelay: { minutes: 3 },
      timeout: { minutes: 55 },
      fn: signal => this.run(signal as AbortSignal | undefined),
    });
  }

  async run(signal?: AbortSignal): Promise<void> {
    if (this.#retentionMs === undefined) {
      return;
    }
    const retentionMs = this.#retentionMs;
    const { to, before } = await this.#database.read(async db => {
      const [{ now }] = await db.knex.select({ now: db.nowSql });
      const cutoff = toNumber(now) - retentionMs;
      const [{ first }] = await db
        .knex('entry')
        .min({ first: 'position' })
        .where('recorded_at', '>=', cutoff);
      const tip = await this.#chain.tip(db);
      const kept = toOptionalNumber(first);
      return {
        before: cutoff,
        to: kept === undefined ? tip.position : kept - 1,
      };
    });
    if (await this.#mayPurge(to, before, signal)) {
      await this.#declare(to, before);
    }
    await this.#deleteDeclared(signal);
  }

  async #mayPurge(
    to: number,
    before: number,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { tip, last } = await this.#database.read(async db => ({
      tip: await this.#chain.tip(db),
      last: await db.knex('entry').where({ position: to }).first(),
    }));
    if (to <= tip.purgedTo) {
      return false;
    }
    const broken = !(tip.genuine && tip.purgeGenuine)
      ? 'the stored end of the chain has a wrong signature'
      : (
          await this.#verifier.checkRange(
            { position: tip.purgedTo, hash: tip.purgedHash },
            to,
            signal,
          )
        )?.message;
    const recordedAt = last && parse(last.sealed)?.recordedAt;
    const young =
      recordedAt === undefined || Date.parse(recordedAt) >= before
        ? `the entry at position ${to} is younger than searches say`
        : undefined;
    const wrong = broken ?? young;
    if (wrong !== undefined) {
      this.#logger.error(
        `The audit log is not purged, so that the evidence stays: ${wrong}`,
      );
    }
    return wrong === undefined;
  }

  async #declare(to: number, before: number): Promise<void> {
    const tip = await this.#database.write(async tx => {
      const { purgedTo } = await this.#chain.tip(tx);
      const last = await tx
        .knex('entry')
        .select('hash')
        .where({ position: to })
        .first();
      if (to <= purgedTo || !last) {
        return undefined;
      }
      const draft = purged({
        from: purgedTo + 1,
        to,
        count: to - purgedTo,
        lastHash: last.hash,
        recordedBefore: toInstant(before),
      });
      return this.#chain.append(tx, [draft], () => ({
        purgedTo: to,
        purgedHash: last.hash,
      }));
    });
    if (tip) {
      this.#chain.saw(tip);
      this.#heads.note(tip);
      await this.#heads.write();
      this.#logger.info(`Purging the audit log up to position ${to}`);
    }
  }

  async #deleteDeclared(signal?: AbortSignal): Promise<void> {
    for (let more = true; more && !signal?.aborted;) {
      more = await this.#database.write(async tx => {
        const tip = await this.#chain.tip(tx);
        if (!tip.purgeGenuine) {
          return false;
        }
        const [{ first }] = await tx
          .knex('entry')
          .min({ first: 'position' })
          .where('position', '<=', tip.purgedTo);
        const from = toOptionalNumber(first);
        if (from === undefined) {
          return false;
        }
        const upTo = Math.min(tip.purgedTo, from + CHUNK - 1);
        for (const table of ['entry_site', 'entry_subject', 'entry']) {
          await tx.knex(table).where('position', '<=', upTo).delete();
        }
        return upTo < tip.purgedTo;
      });
    }
  }
}

function purged(data: {
  from: number;
  to: number;
  count: number;
  lastHash: string;
  recordedBefore: string;
}): Draft {
  return {
    id: randomUUID(),
    plugin: 'audit-log',
    kind: 'event',
    action: PURGED,
    outcome: 'succeeded',
    severity: 'medium',
    actor: SYSTEM,
    subject: { kind: 'audit-log' },
    siteRefs: [],
    refs: {},
    data,
  };
}
