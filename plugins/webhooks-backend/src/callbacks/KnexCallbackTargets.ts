import type { Database, Reader } from '@callboard/backend-database';
import type { DomainEvent } from '@callboard/backend-outbox';
import { SecretStore } from '../endpoints';
import type { AliasKind } from '../payload';
import type { SecretBox } from '../secrets';
import type {
  CallbackTarget,
  CallbackTargets,
  DeliveryTarget,
  LegacyReference,
} from './types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What the database holds as an alias. */
const MAX_ALIAS = 2 ** 31 - 1;

/** What was sent to whom, as the delivery engine wrote it down. */
export class KnexCallbackTargets implements CallbackTargets {
  readonly #database: Database;
  readonly #secrets: SecretStore;

  static create(options: {
    database: Database;
    secrets: SecretBox;
  }): KnexCallbackTargets {
    return new KnexCallbackTargets(
      options.database,
      SecretStore.create(options.secrets),
    );
  }

  private constructor(database: Database, secrets: SecretStore) {
    this.#database = database;
    this.#secrets = secrets;
  }

  async find(deliveryId: string): Promise<DeliveryTarget | undefined> {
    if (!UUID.test(deliveryId)) {
      return undefined;
    }
    return this.#database.read(async db => {
      const row = await db
        .knex('delivery')
        .join('event', 'event.id', 'delivery.event_id')
        .where('delivery.id', deliveryId.toLowerCase())
        .first(
          'delivery.id',
          'delivery.endpoint_id',
          'delivery.resource_ref',
          'event.body',
          'event.source',
        );
      const target = row && (await this.#target(db, row.endpoint_id));
      return (
        target && {
          ...target,
          deliveryId: row.id,
          bookingId:
            row.source === 'reservations' ? bookingIn(row.body) : undefined,
          resourceRef: row.resource_ref || undefined,
        }
      );
    });
  }

  async findEndpoint(alias: number): Promise<CallbackTarget | undefined> {
    return this.#database.read(async db => {
      const id = await refOf(db, 'endpoint', alias);
      return id === undefined ? undefined : this.#target(db, id);
    });
  }

  async findBooking(reference: LegacyReference) {
    return this.#database.read(async db => {
      const { endpointId, bookingAlias, resourceAlias } = reference;
      const bookingId = await refOf(db, 'booking', bookingAlias);
      const told =
        bookingId !== undefined &&
        (await db
          .knex('delivery_key')
          .where({ endpoint_id: endpointId, key: `booking:${bookingId}` })
          .first('position'));
      return told
        ? {
            bookingId,
            resourceRef:
              resourceAlias === undefined
                ? undefined
                : await refOf(db, 'resource', resourceAlias),
          }
        : undefined;
    });
  }

  /** Undefined for an endpoint that was deleted. */
  async #target(
    db: Reader,
    endpointId: string,
  ): Promise<CallbackTarget | undefined> {
    const row = await db
      .knex('endpoint')
      .where({ id: endpointId })
      .whereNull('deleted_at')
      .first('title');
    return (
      row && {
        endpointId,
        endpointTitle: row.title,
        secrets: await this.#secrets.valid(db, endpointId),
      }
    );
  }
}

function bookingIn(body: string): string | undefined {
  const { aggregate } = JSON.parse(body) as DomainEvent;
  return aggregate.startsWith('booking:')
    ? aggregate.slice('booking:'.length)
    : undefined;
}

async function refOf(
  db: Reader,
  kind: AliasKind,
  alias: number,
): Promise<string | undefined> {
  const row =
    alias <= MAX_ALIAS &&
    (await db.knex('alias').where({ kind, id: alias }).first('ref'));
  return row ? row.ref : undefined;
}
