import {
  locked,
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { KeyRing } from './KeyRing';
import { purgeText, tipText } from './seal';
import type { Tip } from './types';

interface TipRow {
  position: number | string;
  hash: string;
  purged_to: number | string;
  purged_hash: string;
  purged_key_id: string;
  purged_signature: string;
  recorded_at: number | string;
  key_id: string;
  signature: string;
}

/** The stored end of the chain, and whether it is what was signed. */
export interface StoredTip extends Tip {
  genuine: boolean;
  /** The same of what it says of the last purge. */
  purgeGenuine: boolean;
  /** As the migration made it, before anything was recorded. */
  fresh: boolean;
}

const NOTHING: TipRow = {
  position: 0,
  hash: '',
  purged_to: 0,
  purged_hash: '',
  purged_key_id: '',
  purged_signature: '',
  recorded_at: 0,
  key_id: '',
  signature: 'gone',
};

export async function readTip(db: Reader, keys: KeyRing): Promise<StoredTip> {
  return toTip(await db.knex('chain_head').where({ id: 1 }).first(), keys);
}

/** The end of the chain, which stays as it is until this transaction is over. */
export async function lockTip(
  tx: Writer,
  keys: KeyRing,
): Promise<StoredTip & { now: number }> {
  const query = tx
    .knex('chain_head')
    .where({ id: 1 })
    .select('chain_head.*')
    .first();
  let row: TipRow | undefined = await locked(tx, query);
  if (!row) {
    // Somebody has deleted it. Whoever makes it again first, all wait for them.
    await tx
      .knex('chain_head')
      .insert({ id: 1, ...NOTHING })
      .onConflict('id')
      .ignore();
    row = await (tx.postgres
      ? tx.knex('chain_head').where({ id: 1 }).first().forUpdate()
      : tx.knex('chain_head').where({ id: 1 }).first());
  }
  // Read after the lock: entries are recorded in the order of their positions.
  const [{ now }] = await tx.knex.select({ now: tx.nowSql });
  return { ...toTip(row, keys), now: toNumber(now) };
}

export async function storeTip(
  tx: Writer,
  keys: KeyRing,
  tip: Tip,
): Promise<void> {
  const { keyId, signature } = keys.sign('tip', tipText(tip));
  const purge = keys.sign('purge', purgeText(tip));
  await tx.knex('chain_head').where({ id: 1 }).update({
    position: tip.position,
    hash: tip.hash,
    purged_to: tip.purgedTo,
    purged_hash: tip.purgedHash,
    purged_key_id: purge.keyId,
    purged_signature: purge.signature,
    recorded_at: tip.recordedAt,
    key_id: keyId,
    signature,
  });
}

function toTip(row: TipRow | undefined, keys: KeyRing): StoredTip {
  const found = row ?? NOTHING;
  const tip: Tip = {
    position: toNumber(found.position),
    hash: found.hash,
    purgedTo: toNumber(found.purged_to),
    purgedHash: found.purged_hash,
    recordedAt: toNumber(found.recorded_at),
  };
  return {
    ...tip,
    genuine: keys.verify('tip', tipText(tip), {
      keyId: found.key_id,
      signature: found.signature,
    }),
    purgeGenuine: keys.verify('purge', purgeText(tip), {
      keyId: found.purged_key_id,
      signature: found.purged_signature,
    }),
    fresh: tip.position === 0 && found.signature === '',
  };
}
