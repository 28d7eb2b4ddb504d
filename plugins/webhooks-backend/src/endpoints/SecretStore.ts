import { randomUUID } from 'node:crypto';
import type { Reader, Writer } from '@callboard/backend-database';
import type { SecretBox } from '../secrets';

/** How many secrets sign at once, at most. */
const MOST_SECRETS = 4;

/** The secrets of endpoints, sealed where they are stored. */
export class SecretStore {
  readonly #box: SecretBox;

  static create(box: SecretBox): SecretStore {
    return new SecretStore(box);
  }

  private constructor(box: SecretBox) {
    this.#box = box;
  }

  async insert(
    tx: Writer,
    endpointId: string,
    secret: string,
    now: number,
  ): Promise<void> {
    await tx.knex('endpoint_secret').insert({
      id: randomUUID(),
      endpoint_id: endpointId,
      sealed: this.#box.seal(secret, endpointId),
      created_at: now,
      expires_at: null,
    });
  }

  /**
   * Puts a new secret before the others. Those stay valid until `oldExpiresAt` at
   * most; what has expired, or is one too many, goes.
   */
  async rotate(
    tx: Writer,
    endpointId: string,
    secret: string,
    times: { now: number; oldExpiresAt: number },
  ): Promise<void> {
    const of = () =>
      tx.knex('endpoint_secret').where({ endpoint_id: endpointId });
    await of()
      .where(either =>
        either
          .whereNull('expires_at')
          .orWhere('expires_at', '>', times.oldExpiresAt),
      )
      .update({ expires_at: times.oldExpiresAt });
    await of().where('expires_at', '<=', times.now).delete();
    const kept: { id: string }[] = await of()
      .select('id')
      .orderBy('created_at', 'desc')
      .offset(MOST_SECRETS - 1)
      .limit(1000);
    await of()
      .whereIn(
        'id',
        kept.map(({ id }) => id),
      )
      .delete();
    await this.insert(tx, endpointId, secret, times.now);
  }

  /** Those that sign now, in the clear. */
  async valid(db: Reader, endpointId: string): Promise<string[]> {
    const rows: { sealed: string }[] = await db
      .knex('endpoint_secret')
      .select('sealed')
      .where({ endpoint_id: endpointId })
      .where(either =>
        either.whereNull('expires_at').orWhere('expires_at', '>', db.nowSql),
      );
    return rows.map(({ sealed }) => this.#box.open(sealed, endpointId));
  }

  async deleteAll(tx: Writer, endpointId: string): Promise<void> {
    await tx
      .knex('endpoint_secret')
      .where({ endpoint_id: endpointId })
      .delete();
  }
}
