import {
  type Database,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import type { Verification } from '@callboard/backstage-plugin-audit-log-common';
import type { Finding } from './checkLink';
import type { Head, HeadKeeper } from './HeadKeeper';
import type { KeyRing } from './KeyRing';
import { readTip, type StoredTip } from './tip';

const BATCH = 500;

/** Compares the heads that are kept outside the database with the chain in it. */
export async function checkHeads(
  database: Database,
  keys: KeyRing,
  heads: HeadKeeper,
  signal?: AbortSignal,
): Promise<{ finding?: Finding; summary: Verification['heads'] }> {
  if (!heads.kept) {
    return {
      summary: {
        kept: false,
        checked: 0,
        message:
          'No heads are kept outside the database (callboard.auditLog.headsDirectory is not set): if an older state of the whole database was put back, this check cannot show that newer entries are gone.',
      },
    };
  }
  const tip = await database.read(db => readTip(db, keys));
  let checked = 0;
  let newest: Head | undefined;
  let finding: Finding | undefined;
  let batch: Head[] = [];
  const earlier = (other: Finding | undefined) => {
    if (other && (!finding || other.position < finding.position)) {
      finding = other;
    }
  };
  const compareBatch = async () => {
    signal?.throwIfAborted();
    earlier(await compare(database, batch, tip));
    batch = [];
  };
  for await (const { file, line, head } of heads.read()) {
    if (!head) {
      earlier({
        position: tip.position + 1,
        reason: 'unsigned-head',
        message: `Line ${line} of ${file} is not a head that was signed with one of callboard.auditLog.keys`,
      });
      continue;
    }
    checked += 1;
    newest = !newest || head.position >= newest.position ? head : newest;
    batch.push(head);
    if (batch.length === BATCH) {
      await compareBatch();
    }
  }
  await compareBatch();
  return {
    finding,
    summary: {
      kept: true,
      checked,
      newestPosition: newest?.position,
      newestAt: newest?.at,
      message: newest
        ? `Signed heads vouch for everything up to position ${newest.position}, as of ${newest.at}.`
        : 'No head has been written yet: nothing outside the database vouches for the chain.',
    },
  };
}

async function compare(
  database: Database,
  heads: Head[],
  tip: StoredTip,
): Promise<Finding | undefined> {
  const rows = await database.read(db =>
    db
      .knex('entry')
      .select('position', 'hash')
      .whereIn(
        'position',
        heads.map(({ position }) => position),
      ),
  );
  const hashes = new Map(rows.map(row => [toNumber(row.position), row.hash]));
  if (tip.purgeGenuine) {
    hashes.set(tip.purgedTo, tip.purgedHash);
  }
  const [first] = heads
    .filter(head => hashes.get(head.position) !== head.hash)
    // What was purged is known by its last hash only.
    .filter(head => !tip.purgeGenuine || head.position >= tip.purgedTo)
    .sort((a, b) => a.position - b.position);
  if (!first) {
    return undefined;
  }
  const [{ end }] = await database.read(db =>
    db.knex('entry').max({ end: 'position' }),
  );
  return toFinding(
    first,
    toOptionalNumber(end) ?? (tip.purgeGenuine ? tip.purgedTo : 0),
    hashes.has(first.position),
  );
}

function toFinding(head: Head, end: number, exists: boolean): Finding {
  if (exists) {
    return {
      position: head.position,
      reason: 'rewritten',
      message: `The entry at position ${head.position} is not the one that was there on ${head.at}: the chain was written anew from there or before`,
    };
  }
  return {
    position: Math.min(end + 1, head.position),
    reason: 'truncated',
    message: `On ${head.at} the chain had reached position ${head.position}: entries up to there are gone`,
  };
}
