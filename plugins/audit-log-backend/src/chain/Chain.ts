import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type Database,
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { lastPurge } from './findAnchor';
import { indexOf } from './indexOf';
import { insertEntries } from './insertEntries';
import type { KeyRing } from './KeyRing';
import { type Link, seal } from './seal';
import { lockTip, readTip, type StoredTip, storeTip } from './tip';
import {
  type Draft,
  type SealedEntry,
  SYSTEM,
  TAMPERING,
  type Tip,
} from './types';

/**
 * The chain: every entry is signed together with the hash of the one before it.
 *
 * Positions are dense, because they are given under a lock on one row
 * (`chain_head`), which also says where the chain ends; backends that share a
 * database take turns. That row is signed too, so that whoever deletes the
 * newest entries in SQL cannot say that the chain ended earlier; only an older
 * state of the whole database can, and that is what the heads outside it are
 * for (`HeadKeeper`).
 *
 * An append that finds the row unsigned, or further back than this process has
 * seen it, goes on recording: what happens next must not be lost. But it would
 * sign the new end and so cover up what was done. Therefore it first records
 * that it noticed, in an entry that `verify` reports ever after.
 */
export class Chain {
  readonly #database: Database;
  readonly #keys: KeyRing;
  readonly #logger: LoggerService;
  /** The furthest end that this process knows to have been committed. */
  #known: Tip | undefined;

  static create(options: {
    database: Database;
    keys: KeyRing;
    logger: LoggerService;
  }): Chain {
    return new Chain(options.database, options.keys, options.logger);
  }

  private constructor(
    database: Database,
    keys: KeyRing,
    logger: LoggerService,
  ) {
    this.#database = database;
    this.#keys = keys;
    this.#logger = logger;
  }

  async tip(db: Reader): Promise<StoredTip> {
    return readTip(db, this.#keys);
  }

  /** The end as this process last saw it committed. */
  get known(): Tip | undefined {
    return this.#known;
  }

  /** Signs the end of a chain that has just been made. */
  async begin(): Promise<void> {
    await this.#database.write(async tx => {
      const tip = await lockTip(tx, this.#keys);
      const any = await tx.knex('entry').select('position').first();
      if (tip.fresh && !any) {
        await storeTip(tx, this.#keys, tip);
      }
    });
  }

  /** Records drafts in one transaction; see {@link append}. */
  async record(drafts: Draft[]): Promise<void> {
    const tip = await this.#database.write(tx => this.append(tx, drafts));
    this.saw(tip);
  }

  /** To be told once a transaction that appended has been committed. */
  saw(tip: Tip): void {
    if (!this.#known || tip.position > this.#known.position) {
      this.#known = tip;
    }
  }

  /**
   * Appends, in the order given, what is not there yet. Holds the lock of the
   * chain until the transaction is over; `change` says what else becomes of its
   * end.
   */
  async append(
    tx: Writer,
    drafts: Draft[],
    change: (tip: Tip) => Partial<Tip> = () => ({}),
  ): Promise<Tip> {
    const stored = await lockTip(tx, this.#keys);
    const found = this.#whatIsWrong(stored);
    const start =
      found === undefined ? stored : await this.#furthest(tx, stored);
    const noticed = found === undefined ? [] : [tampering(found, stored)];
    const fresh = await withoutKnown(tx, drafts);
    const { links, entries, end } = this.#seal(
      start,
      [...noticed, ...fresh],
      Math.max(stored.now, stored.recordedAt),
    );
    const tip = { ...end, ...change(end) };
    if (entries.length > 0) {
      await insertEntries(tx, links, entries.map(indexOf));
    }
    await storeTip(tx, this.#keys, tip);
    return tip;
  }

  #seal(start: Tip, drafts: Draft[], now: number) {
    const links: Link[] = [];
    const entries: SealedEntry[] = [];
    let end: Tip = { ...start, recordedAt: now };
    for (const draft of drafts) {
      const { link, entry } = seal(this.#keys, draft, {
        position: end.position + 1,
        previousHash: end.hash,
        recordedAt: now,
      });
      links.push(link);
      entries.push(entry);
      end = { ...end, position: link.position, hash: link.hash };
    }
    return { links, entries, end };
  }

  /** Where to go on behind an end that cannot be trusted: after whatever is there. */
  async #furthest(tx: Writer, stored: StoredTip): Promise<Tip> {
    const last = await tx
      .knex('entry')
      .select('position', 'hash')
      .orderBy('position', 'desc')
      .first();
    const end = last && { position: toNumber(last.position), hash: last.hash };
    const purge = stored.purgeGenuine
      ? { position: stored.purgedTo, hash: stored.purgedHash }
      : await lastPurge(tx, this.#keys);
    const signed = stored.genuine ? stored : purge;
    return {
      ...(end && end.position > signed.position ? end : signed),
      purgedTo: purge.position,
      purgedHash: purge.hash,
      recordedAt: 0,
    };
  }

  #whatIsWrong(stored: StoredTip): string | undefined {
    const known = this.#known;
    let found: string | undefined;
    if (!stored.genuine || !stored.purgeGenuine) {
      found = `the stored end of the chain (position ${stored.position}) has a wrong signature`;
    } else if (known && stored.position < known.position) {
      found = `the chain ends at position ${stored.position}, but has been at ${known.position}`;
    }
    if (found !== undefined) {
      this.#logger.error(`The audit log was tampered with: ${found}`);
      // Said once: the next append builds on what this one leaves.
      this.#known = undefined;
    }
    return found;
  }
}

async function withoutKnown(tx: Writer, drafts: Draft[]): Promise<Draft[]> {
  const byId = new Map<string, Draft>();
  for (const draft of drafts) {
    if (!byId.has(draft.id)) {
      byId.set(draft.id, draft);
    }
  }
  const ids = [...byId.keys()];
  const rows: { id: string }[] =
    ids.length === 0
      ? []
      : await tx.knex('entry').select('id').whereIn('id', ids);
  rows.forEach(({ id }) => byId.delete(id));
  return [...byId.values()];
}

/** What is recorded where the chain is not what it was. */
export function tampering(message: string, stored: Tip): Draft {
  return {
    id: randomUUID(),
    plugin: 'audit-log',
    kind: 'event',
    action: TAMPERING,
    outcome: 'failed',
    severity: 'critical',
    actor: SYSTEM,
    subject: { kind: 'audit-log' },
    siteRefs: [],
    refs: {},
    data: {
      message,
      endedAt: stored.position,
      hash: stored.hash,
      purgedTo: stored.purgedTo,
    },
  };
}
