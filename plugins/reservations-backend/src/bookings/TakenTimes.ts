import type { Access } from '@callboard/backend-access';
import { type Database, toInstant } from '@callboard/backend-database';
import type { TakenTime } from '@callboard/backstage-plugin-reservations-common';
import { usagesOf } from '../domain/availability';
import { Grants } from '../domain/Grants';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { type Interval, usageSteps } from '../domain/intervals';
import { accessTimes } from '../permissions/accessTimes';
import type { ClaimStore } from './ClaimStore';

/**
 * When resources are taken by bookings that the caller does not see: for who
 * sees a resource through an access grant, which shows when it is taken, and not
 * by whom. Everybody else sees the bookings themselves, and is told nothing here.
 */
export class TakenTimes {
  readonly #database: Database;
  readonly #claims: ClaimStore;

  private constructor(database: Database, claims: ClaimStore) {
    this.#database = database;
    this.#claims = claims;
  }

  static create(options: {
    database: Database;
    claims: ClaimStore;
  }): TakenTimes {
    return new TakenTimes(options.database, options.claims);
  }

  async byOthers(
    window: Interval,
    access: Access<ResourceFacts>,
    inventory: Inventory,
    bookings: { within?: string[]; except: string[] },
  ): Promise<TakenTime[]> {
    const asked = bookings.within && new Set(bookings.within);
    const resources = [...inventory.resources()].filter(
      resource =>
        resource.grants !== Grants.none &&
        (asked?.has(resource.id) ?? true) &&
        access.allows(resource) &&
        accessTimes(access, resource) !== 'always',
    );
    if (resources.length === 0) {
      return [];
    }
    const chains = resources.map(one => [one, ...inventory.ancestors(one)]);
    const ids = new Set(chains.flat().map(({ id }) => id));
    const claims = await this.#database.read(db =>
      this.#claims.listInWindow(db, [...ids], window.start, window.end),
    );
    const seen = new Set(bookings.except);
    const others = claims.filter(({ bookingId }) => !seen.has(bookingId));
    return resources.flatMap(resource =>
      usageSteps(usagesOf(resource, others, inventory))
        .filter(step => step.start < window.end && step.end > window.start)
        .map(({ start, end, units }) => ({
          resourceRef: resource.entityRef,
          start: toInstant(Math.max(start, window.start)),
          end: toInstant(Math.min(end, window.end)),
          units,
        })),
    );
  }
}
