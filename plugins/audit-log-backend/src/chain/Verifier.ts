import {
  type Database,
  type Reader,
  toInstant,
  toNumber,
} from '@callboard/backend-database';
import type { Verification } from '@callboard/backstage-plugin-audit-log-common';
import { checkHeads } from './checkHeads';
import { checkLink, type Finding } from './checkLink';
import { findAnchor } from './findAnchor';
import type { HeadKeeper } from './HeadKeeper';
import type { KeyRing } from './KeyRing';
import { readLinks } from './readLinks';
import { readTip, type StoredTip } from './tip';
import { PURGED } from './types';

const BATCH = 200;
/** How often a purge may get in the way before it counts as damage. */
const ATTEMPTS = 5;

export type { Finding } from './checkLink';

interface Walk {
  checked: number;
  keyIds: Set<string>;
  first?: Verification['first'];
  last?: Verification['last'];
  finding?: Finding;
}

/**
 * Checks the whole chain, in batches, with the memory of one batch.
 *
 * 1. It begins with the first entry, or behind a purge: the stored end of the
 *    chain names the last hash that was purged, and so does a signed entry.
 * 2. Each entry is checked by itself, against its predecessor, and against what
 *    searches see of it (`checkLink`), up to where the chain ended when the check
 *    began. What is recorded meanwhile is for the next one.
 * 3. The end must be the one that was signed, in the database and in the heads
 *    outside it (`checkHeads`).
 *
 * Of all that is found, what comes first in the chain is told.
 */
export class Verifier {
  readonly #database: Database;
  readonly #keys: KeyRing;
  readonly #heads: HeadKeeper;
  #running: Promise<Verification> | undefined;

  static create(options: {
    database: Database;
    keys: KeyRing;
    heads: HeadKeeper;
  }): Verifier {
    return new Verifier(options.database, options.keys, options.heads);
  }

  private constructor(database: Database, keys: KeyRing, heads: HeadKeeper) {
    this.#database = database;
    this.#keys = keys;
    this.#heads = heads;
  }

  /** Who asks while a check is under way gets a check that begins after it. */
  async verify(signal?: AbortSignal): Promise<Verification> {
    while (this.#running) {
      await this.#running.catch(() => {});
      signal?.throwIfAborted();
    }
    this.#running = this.#verify(signal).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Checks entries `after + 1` to `upTo`; undefined where all is well. */
  async checkRange(
    after: { position: number; hash: string },
    upTo: number,
    signal?: AbortSignal,
  ): Promise<Finding | undefined> {
    const walk: Walk = { checked: 0, keyIds: new Set() };
    await this.#walk(walk, after, upTo, () => {}, signal);
    return walk.finding;
  }

  async #verify(signal?: AbortSignal): Promise<Verification> {
    const started = performance.now();
    const startedAt = new Date().toISOString();
    for (let attempt = 1; ; attempt++) {
      const tip = await this.#tip();
      const found = await this.#check(tip, signal);
      const purged = (await this.#tip()).purgedTo !== tip.purgedTo;
      if (purged && found.firstBroken && attempt < ATTEMPTS) {
        continue;
      }
      return {
        valid: found.firstBroken === undefined,
        startedAt,
        durationMs: Math.round(performance.now() - started),
        ...found,
      };
    }
  }

  async #tip(): Promise<StoredTip> {
    return this.#database.read(db => readTip(db, this.#keys));
  }

  async #check(
    tip: StoredTip,
    signal?: AbortSignal,
  ): Promise<Omit<Verification, 'valid' | 'startedAt' | 'durationMs'>> {
    const findings: Finding[] = [];
    const { start, finding } = await findAnchor(
      this.#database,
      this.#keys,
      tip,
    );
    findings.push(...(finding ? [finding] : []));

    const upTo = tip.genuine ? tip.position : Number.MAX_SAFE_INTEGER;
    const walk: Walk = { checked: 0, keyIds: new Set() };
    let purgeOnRecord = start.position === 0;
    const end = await this.#walk(
      walk,
      start,
      upTo,
      ({ action, data }) => {
        purgeOnRecord ||=
          action === PURGED &&
          data.to === start.position &&
          data.lastHash === start.hash;
      },
      signal,
    );
    findings.push(...(walk.finding ? [walk.finding] : []));
    if (!walk.finding) {
      findings.push(...checkEnd(tip, end));
    }
    findings.push(...(await this.#database.read(db => checkBeyond(db, tip))));
    const heads = await checkHeads(
      this.#database,
      this.#keys,
      this.#heads,
      signal,
    );
    findings.push(...(heads.finding ? [heads.finding] : []));
    if (findings.length === 0 && !purgeOnRecord) {
      // Only who has the key can bring this about.
      findings.push({
        position: start.position + 1,
        reason: 'unrecorded-purge',
        message: `Nothing in the log says that the entries up to position ${start.position} were purged`,
      });
    }

    return {
      checked: walk.checked,
      first: walk.first,
      last: walk.last,
      purgedTo: start.position || undefined,
      keyIds: [...walk.keyIds],
      heads: heads.summary,
      firstBroken: firstOf(findings),
    };
  }

  async #walk(
    walk: Walk,
    start: { position: number; hash: string },
    upTo: number,
    onEntry: (entry: { action: string; data: Record<string, unknown> }) => void,
    signal?: AbortSignal,
  ): Promise<{ position: number; hash: string }> {
    let end = start;
    for (;;) {
      signal?.throwIfAborted();
      const after = end.position;
      const links = await this.#database.read(db =>
        readLinks(db, after, upTo, BATCH),
      );
      for (const link of links) {
        const result = await checkLink(
          this.#keys,
          link,
          { position: end.position + 1, previousHash: end.hash },
          hash =>
            this.#database.read(db => successorOf(db, hash, link.position)),
        );
        if ('finding' in result) {
          walk.finding = result.finding;
          return end;
        }
        onEntry(result.entry);
        end = { position: link.position, hash: link.hash };
        walk.checked += 1;
        walk.keyIds.add(link.keyId);
        walk.last = {
          position: link.position,
          at: toInstant(link.columns.recorded_at),
          hash: link.hash,
        };
        walk.first ??= walk.last;
      }
      if (links.length < BATCH) {
        return end;
      }
    }
  }
}

/** The chain must end where the database says, and where that was signed. */
function checkEnd(
  tip: StoredTip,
  end: { position: number; hash: string },
): Finding[] {
  const position = end.position + 1;
  if (!tip.genuine) {
    return [
      {
        position,
        reason: 'unsigned-head',
        message: `The stored end of the chain (position ${tip.position}) has a wrong signature: what came after position ${end.position}, if anything, cannot be known`,
      },
    ];
  }
  if (end.position < tip.position) {
    return [
      {
        position,
        reason: 'truncated',
        message: `The entries from position ${position} to ${tip.position} are gone`,
      },
    ];
  }
  return end.hash === tip.hash
    ? []
    : [
        {
          position: end.position,
          reason: 'rewritten',
          message: `The entry at position ${end.position} is not the one that the chain was signed to end with`,
        },
      ];
}

/** What stands outside of the chain is not of it, whatever it is. */
async function checkBeyond(db: Reader, tip: StoredTip): Promise<Finding[]> {
  if (!tip.genuine) {
    return [];
  }
  const beyond = (table: string) =>
    db
      .knex(table)
      .min('position')
      .where('position', '>', db.knex('chain_head').select('position'));
  const [row] = await db.knex.select({
    entry: beyond('entry'),
    site: beyond('entry_site'),
    subject: beyond('entry_subject'),
  });
  const found = [row.entry, row.site, row.subject]
    .filter(position => position !== null)
    .map(toNumber);
  if (found.length === 0) {
    return [];
  }
  return [
    {
      position: Math.min(...found),
      reason: 'inserted',
      message: `What stands at position ${Math.min(...found)} is behind the end of the chain: it was never signed`,
    },
  ];
}

async function successorOf(
  db: Reader,
  hash: string,
  besides: number,
): Promise<number | undefined> {
  const row = await db
    .knex('entry')
    .select('position')
    .where({ previous_hash: hash })
    .whereNot({ position: besides })
    .orderBy('position')
    .first();
  return row && toNumber(row.position);
}

function firstOf(findings: Finding[]): Finding | undefined {
  return findings.toSorted(
    (a, b) => a.position - b.position || rank(a) - rank(b),
  )[0];
}

/** Of two at one place, what says more. */
function rank({ reason }: Finding): number {
  return reason === 'unsigned-head' ? 1 : 0;
}
