import { readNow, type Writer } from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { toJson } from '../events';
import { loadInventory } from '../inventory/InventoryCache';
import type { ResourceRecord } from '../inventory/ResourceStore';
import {
  findAffected,
  findAlternatives,
  type Stores,
} from './affectedBookings';
import { affectedEvent } from './affectedEvent';

const MOST_WITH_ALTERNATIVES = 100;

/**
 * What the owners of bookings are to be told once a resource is out of service:
 * of those under way and to come, on it and on its parts. In the transaction
 * that changes its status, under the resource's lock.
 */
export async function statusNotices(
  tx: Writer,
  stores: Stores,
  change: {
    actor: string;
    before: ResourceRecord;
    after: ResourceRecord;
  },
): Promise<NewDomainEvent[]> {
  const { actor, before, after } = change;
  if (before.status !== 'active' || after.status === 'active') {
    return [];
  }
  const inventory = await loadInventory(tx);
  const resource = inventory.resource(after.id)!;
  const now = await readNow(tx);
  const always = { start: now, end: Number.MAX_SAFE_INTEGER };
  const affected = await findAffected(tx, stores, resource, always, inventory);
  const direct = affected.filter(({ relation }) => relation === 'direct');
  const cause = toJson({
    reason: 'status',
    status: {
      resourceRef: after.entityRef,
      resourceTitle: after.title,
      status: after.status,
      message: after.statusReason,
    },
  });
  const events: NewDomainEvent[] = [];
  for (const [index, one] of direct.entries()) {
    const alternatives =
      index < MOST_WITH_ALTERNATIVES
        ? await findAlternatives(tx, stores, one, { inventory, now })
        : [];
    events.push(
      affectedEvent(actor, one.booking, inventory, cause, alternatives),
    );
  }
  return events;
}
