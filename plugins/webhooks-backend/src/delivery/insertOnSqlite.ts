import { insertRows, toNumber, type Writer } from '@callboard/backend-database';
import type {
  DeliveryToInsert,
  Inserted,
  InsertOptions,
} from './insertDeliveries';
import { heldAmong } from './order';

/** A statement for each table: they cost no round trips here. */
export async function insertOnSqlite(
  tx: Writer,
  deliveries: DeliveryToInsert[],
  now: number,
  options: InsertOptions,
): Promise<Map<string, Inserted>> {
  const positions = await insertThemselves(tx, deliveries, now, options);
  const at = ({ id }: DeliveryToInsert) => positions.get(id)!;
  await insertRows(
    tx,
    'delivery_subject',
    deliveries.flatMap(delivery =>
      delivery.subjects.map(entity_ref => ({
        entity_ref,
        position: at(delivery),
      })),
    ),
    200,
  );
  await insertRows(
    tx,
    'delivery_key',
    deliveries.flatMap(delivery =>
      delivery.keys.map(({ key, part }) => ({
        endpoint_id: delivery.endpointId,
        key,
        part,
        open: true,
        ordinal: delivery.ordinal,
        position: at(delivery),
      })),
    ),
    150,
  );
  const ordered = deliveries.filter(({ keys }) => keys.length > 0);
  const held = await heldAmong(tx, ordered.map(at));
  await queue(tx, deliveries, { now, options, at, held });
  return new Map(
    deliveries.map(delivery => {
      const position = at(delivery);
      return [delivery.id, { position, isHeld: held.has(position) }];
    }),
  );
}

/** Returns their positions, by id. */
async function insertThemselves(
  tx: Writer,
  deliveries: DeliveryToInsert[],
  now: number,
  { test }: InsertOptions,
): Promise<Map<string, number>> {
  const positions = new Map<string, number>();
  for (let at = 0; at < deliveries.length; at += 50) {
    const written: { id: string; position: number }[] = await tx
      .knex('delivery')
      .insert(
        deliveries.slice(at, at + 50).map(one => ({
          id: one.id,
          endpoint_id: one.endpointId,
          event_id: one.eventId,
          event_type: one.eventType,
          resource_ref: one.resourceRef,
          batch_key: one.batchKey,
          test,
          superseded: false,
          attempts: 0,
          created_at: now,
          ...(one.isOff
            ? { status: 'dead', reason: 'endpoint_disabled', finished_at: now }
            : { status: 'pending', reason: null, finished_at: null }),
        })),
      )
      .returning(['id', 'position']);
    written.forEach(({ id, position }) =>
      positions.set(id, toNumber(position)),
    );
  }
  return positions;
}

async function queue(
  tx: Writer,
  deliveries: DeliveryToInsert[],
  {
    now,
    options: { actor, batchWindowMs, leaseMs, maxWaitMs, trigger },
    at,
    held,
  }: {
    now: number;
    options: InsertOptions;
    at: (delivery: DeliveryToInsert) => number;
    held: ReadonlySet<number>;
  },
): Promise<void> {
  const due = deliveries
    .filter(({ isOff }) => !isOff)
    .map(delivery => {
      const position = at(delivery);
      const isHeld = held.has(position);
      return {
        ...{ delivery, position, isHeld },
        attemptId: isHeld ? null : delivery.attemptId,
      };
    });
  const waitOf = ({ delivery, isHeld, attemptId }: (typeof due)[number]) => {
    if (isHeld) {
      return maxWaitMs;
    }
    if (attemptId) {
      return leaseMs;
    }
    return delivery.batchKey ? batchWindowMs : 0;
  };
  await insertRows(
    tx,
    'delivery_queue',
    due.map(one => ({
      position: one.position,
      endpoint_id: one.delivery.endpointId,
      due_at: now + waitOf(one),
      hold_until: one.isHeld ? now + maxWaitMs : null,
      lease_token: one.attemptId,
      attempts: one.attemptId ? 1 : 0,
      tries: one.attemptId ? 1 : 0,
      trigger,
      actor,
    })),
    100,
  );
  await insertRows(
    tx,
    'attempt',
    due
      .filter(({ attemptId }) => attemptId)
      .map(({ position, attemptId }) => ({
        id: attemptId,
        position,
        number: 1,
        trigger,
        actor,
        started_at: now,
        outcome: 'sending',
        fenced: false,
      })),
    90,
  );
}
