import {
  type Database,
  type Reader,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import { type Finding, parse } from './checkLink';
import type { KeyRing } from './KeyRing';
import { isGenuine, NO_HASH } from './seal';
import type { StoredTip } from './tip';
import { PURGED } from './types';

/** The last entry that was purged: what the first one left follows. */
export interface Anchor {
  position: number;
  hash: string;
}

/**
 * Where the check of the chain begins. A purge is believed only where it is
 * signed: in the stored end of the chain, or in an entry. What is gone without
 * one is missing.
 */
export async function findAnchor(
  database: Database,
  keys: KeyRing,
  tip: StoredTip,
): Promise<{ start: Anchor; finding?: Finding }> {
  const signed = tip.purgeGenuine
    ? { position: tip.purgedTo, hash: tip.purgedHash }
    : await database.read(db => lastPurge(db, keys));
  const [row] = await database.read(db =>
    db
      .knex('entry')
      .min({ first: 'position' })
      .where('position', '>', signed.position),
  );
  const first = toOptionalNumber(row.first);
  const purgedTo = first === undefined ? signed.position : first - 1;
  if (tip.purgeGenuine || purgedTo === signed.position) {
    return { start: signed };
  }
  // Nothing vouches for the beginning; what follows it is checked all the same.
  const [link] = await database.read(db =>
    db.knex('entry').select('previous_hash').where({ position: first }),
  );
  return {
    start: { position: purgedTo, hash: link.previous_hash },
    finding: {
      position: signed.position + 1,
      reason: 'unrecorded-purge',
      message: `The entries from position ${signed.position + 1} to ${purgedTo} are gone, and no signed purge says so`,
    },
  };
}

/** The furthest purge that a genuine entry tells of. */
export async function lastPurge(db: Reader, keys: KeyRing): Promise<Anchor> {
  const rows = await db
    .knex('entry')
    .where({ action: PURGED })
    .orderBy('position', 'desc')
    .limit(50);
  const genuine = rows.find(row =>
    isGenuine(keys, {
      position: toNumber(row.position),
      sealed: row.sealed,
      previousHash: row.previous_hash,
      hash: row.hash,
      keyId: row.key_id,
    }),
  );
  const data = genuine && parse(genuine.sealed)?.data;
  return data
    ? { position: Number(data.to), hash: String(data.lastHash) }
    : { position: 0, hash: NO_HASH };
}
