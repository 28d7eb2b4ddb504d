import { invalidField } from '@callboard/backend-openapi';
import type { BookingStore } from '../bookings/BookingStore';
import type { ClaimStore } from '../bookings/ClaimStore';
import {
  type LockMode,
  lockResources,
  mergeLocks,
  requireLock,
} from '../bookings/lockResources';
import { readNow, toInstant, type Writer } from '@callboard/backend-database';
import type { HeldClaim } from '../domain/claims';
import { checkNoCycle } from '../domain/hierarchy';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { SlotTakenError } from '../errors';
import { loadInventory } from './InventoryCache';
import { refitClaims } from './refitClaims';
import type { ResourceRecord } from './ResourceStore';

/**
 * Carries out a change of a resource without breaking a booking.
 *
 * Whatever can change a booker's decision (status, archiving, capacity, the
 * place in the tree) happens under the locks that bookers take: the resource's
 * own for most, the subtree's and all old and new ancestors' for capacity and
 * place. Then the claims of the bookings below are made anew; where they would
 * no longer fit, the whole change is refused with the bookings concerned.
 */
export class Refit {
  readonly #claims: ClaimStore;
  readonly #bookings: BookingStore;

  private constructor(claims: ClaimStore, bookings: BookingStore) {
    this.#claims = claims;
    this.#bookings = bookings;
  }

  static create(options: {
    claims: ClaimStore;
    bookings: BookingStore;
  }): Refit {
    return new Refit(options.claims, options.bookings);
  }

  /** `store` writes the changed row; it runs once the locks are held. */
  async apply(
    tx: Writer,
    before: ResourceRecord,
    after: ResourceRecord,
    store: () => Promise<void>,
    known: {
      /** As the transaction sees it. */
      inventory?: Inventory;
      alsoLock?: ReadonlyMap<string, LockMode>;
    } = {},
  ): Promise<void> {
    const inventory = known.inventory ?? (await loadInventory(tx));
    const resource = inventory.resource(before.id)!;
    const moves = before.parentId !== after.parentId;
    const resizes = before.capacity !== after.capacity;
    const locks = mergeLocks(
      new Map([[resource.id, 'update']]),
      known.alsoLock ?? new Map(),
    );
    if (moves || resizes) {
      checkPlace(resource, after, inventory);
      for (const one of neighbourhood(resource, after, inventory)) {
        requireLock(locks, one.id, 'update');
      }
    }
    await lockResources(tx, locks);
    await store();
    if (moves || resizes) {
      await this.#refit(tx, resource, inventory);
    }
  }

  async #refit(
    tx: Writer,
    resource: ResourceFacts,
    before: Inventory,
  ): Promise<void> {
    const after = await loadInventory(tx);
    const now = await readNow(tx);
    const { refitted, misfits } = await refitClaims(tx, this.#claims, {
      resource,
      before,
      after,
      now,
    });
    if (misfits.length > 0) {
      throw await this.#refusal(tx, resource, misfits, after);
    }
    // All go before any comes: moving touching claims one by one would meet
    // the constraint half-way.
    for (const bookingId of refitted.keys()) {
      await this.#claims.deleteOf(tx, bookingId, now);
    }
    for (const [bookingId, claims] of refitted) {
      await this.#claims.insert(tx, bookingId, claims);
    }
  }

  async #refusal(
    tx: Writer,
    resource: ResourceFacts,
    misfits: HeldClaim[],
    inventory: Inventory,
  ): Promise<SlotTakenError> {
    const ids = [...new Set(misfits.map(claim => claim.bookingId))];
    const bookings = await this.#bookings.getMany(tx, ids);
    const byId = new Map(bookings.map(booking => [booking.id, booking]));
    const many = ids.length === 1 ? '1 booking' : `${ids.length} bookings`;
    return new SlotTakenError(
      `${many} on ${resource.title} would no longer fit; move or cancel them first`,
      {
        conflicts: misfits.map(claim => ({
          resourceRef:
            inventory.resource(claim.resourceId)?.entityRef ??
            resource.entityRef,
          start: toInstant(byId.get(claim.bookingId)?.startAt ?? claim.from),
          end: toInstant(byId.get(claim.bookingId)?.endAt ?? claim.until),
          kind: 'booking',
          bookingId: claim.bookingId,
          title: byId.get(claim.bookingId)?.title,
          owner: byId.get(claim.bookingId)?.owner,
        })),
      },
    );
  }
}

function checkPlace(
  resource: ResourceFacts,
  after: ResourceRecord,
  inventory: Inventory,
): void {
  const parent = after.parentId && inventory.resource(after.parentId);
  if (parent) {
    checkNoCycle(resource, parent, inventory);
  }
  if (
    after.capacity !== 'exclusive' &&
    inventory.descendants(resource).some(child => !child.archived)
  ) {
    throw invalidField(
      'capacity',
      'must be "exclusive" for a resource with parts below it',
    );
  }
}

/** The subtree, the ancestors it has and the ones it would get. */
function neighbourhood(
  resource: ResourceFacts,
  after: ResourceRecord,
  inventory: Inventory,
): ResourceFacts[] {
  const parent = after.parentId
    ? inventory.resource(after.parentId)
    : undefined;
  return [
    resource,
    ...inventory.descendants(resource),
    ...inventory.ancestors(resource),
    ...(parent ? [parent, ...inventory.ancestors(parent)] : []),
  ];
}
