import {
  type Database,
  locked,
  readNow,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';

/** What was signed, and for which endpoint. */
export interface CallbackKey {
  endpointId: string;
  digest: string;
}

/** Which reports have arrived, and which of them have been handed on. */
export interface CallbackStore {
  /**
   * Notes that a report has arrived. It may arrive again as long as it has not
   * been handed on, and, with `forgottenAfterMs`, once that is long ago.
   *
   * @returns when it first arrived (epoch milliseconds), and whether it counts
   */
  begin(
    key: CallbackKey,
    options: { deliveryId?: string; forgottenAfterMs?: number },
  ): Promise<{ receivedAt: number; counts: boolean }>;
  /** False where somebody else said so first. */
  markHandedOn(key: CallbackKey): Promise<boolean>;
}

export class KnexCallbackStore implements CallbackStore {
  readonly #database: Database;

  static create(options: { database: Database }): KnexCallbackStore {
    return new KnexCallbackStore(options.database);
  }

  private constructor(database: Database) {
    this.#database = database;
  }

  async begin(
    { endpointId, digest }: CallbackKey,
    options: { deliveryId?: string; forgottenAfterMs?: number },
  ) {
    const key = { endpoint_id: endpointId, digest };
    return this.#database.write(async tx => {
      const now = await readNow(tx);
      const fresh = {
        delivery_id: options.deliveryId ?? null,
        received_at: now,
        handed_on_at: null,
      };
      const inserted = await tx
        .knex('callback')
        .insert({ ...key, ...fresh })
        .onConflict(['endpoint_id', 'digest'])
        .ignore()
        .returning('digest');
      if (inserted.length > 0) {
        return { receivedAt: now, counts: true };
      }
      const query = tx.knex('callback').where(key);
      const row = await locked(tx, query).first();
      const receivedAt = toNumber(row.received_at);
      // Not for another delivery of the endpoint: it was not signed for that.
      if (row.delivery_id !== fresh.delivery_id) {
        return { receivedAt, counts: false };
      }
      if (toOptionalNumber(row.handed_on_at) === undefined) {
        return { receivedAt, counts: true };
      }
      const { forgottenAfterMs = Infinity } = options;
      if (receivedAt > now - forgottenAfterMs) {
        return { receivedAt, counts: false };
      }
      await tx.knex('callback').where(key).update(fresh);
      return { receivedAt: now, counts: true };
    });
  }

  async markHandedOn({ endpointId, digest }: CallbackKey): Promise<boolean> {
    const changed = await this.#database.write(tx =>
      tx
        .knex('callback')
        .where({ endpoint_id: endpointId, digest })
        .whereNull('handed_on_at')
        .update({ handed_on_at: tx.nowSql }),
    );
    return changed > 0;
  }
}
