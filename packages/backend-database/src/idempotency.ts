import { createHash } from 'node:crypto';
import { UnprocessableError } from '@callboard/backend-openapi';
import type { Writer } from './Database';

/** Names a request that may be sent several times but must count once. */
export interface Idempotency {
  /** Who asks: keys of different principals never meet. */
  principal: string;
  /** Which operation: a key is valid for one. */
  route: string;
  /** The client's `Idempotency-Key`. */
  key: string;
  /** {@link hashRequest} of everything the result depends on. */
  requestHash: string;
}

export const IDEMPOTENCY_RETENTION_MS = 24 * 60 * 60 * 1000;

/** SHA-256 of a JSON value, independent of the order of its keys. */
export function hashRequest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

/**
 * The row is inserted before anything else happens, in the same transaction: of
 * a hundred equal requests ninety-nine wait on its primary key and then find the
 * answer. Only what succeeded is kept, so a refused request may be sent again.
 */
export async function replayOrRun<T>(
  tx: Writer,
  idempotency: Idempotency,
  run: () => Promise<T>,
): Promise<T> {
  const { principal, route, key, requestHash } = idempotency;
  const id = { principal, route, key };
  await tx
    .knex('idempotency_key')
    .where(id)
    .where(
      'created_at',
      '<=',
      tx.knex.raw('? - ?', [tx.nowSql, IDEMPOTENCY_RETENTION_MS]),
    )
    .delete();
  const inserted = await tx
    .knex('idempotency_key')
    .insert({ ...id, request_hash: requestHash, created_at: tx.nowSql })
    .onConflict(['principal', 'route', 'key'])
    .ignore()
    .returning('key');
  if (inserted.length === 0) {
    const row = await tx.knex('idempotency_key').where(id).first();
    if (row.request_hash !== requestHash) {
      throw new UnprocessableError(
        'This Idempotency-Key was used before with another request',
      );
    }
    return JSON.parse(row.response);
  }
  const result = await run();
  await tx
    .knex('idempotency_key')
    .where(id)
    .update({ response: JSON.stringify(result ?? null) });
  return result;
}
