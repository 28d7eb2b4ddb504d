import type { Principal } from '@callboard/access-policy';
import type { SqlFilter } from '@callboard/backend-access';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingsService } from '../bookings/BookingsService';
import type { Inventory } from '../domain/Inventory';
import { isPersonRef, type People } from '../people/People';
import { partyAccess } from '../permissions/partyAccess';
import type { AccessGrantRecord } from './AccessGrantRecord';

const MOST = 500;

/** Bookings that a grant may carry, with whose they are. */
export interface CarriedBookings {
  bookings: BookingRecord[];
  owners: Map<string, Principal>;
}

/** Which bookings run past the access of whose they are, once a grant is shorter. */
export class AffectedBookings {
  readonly #bookings: BookingsService;
  readonly #people: People;

  private constructor(bookings: BookingsService, people: People) {
    this.#bookings = bookings;
    this.#people = people;
  }

  static create(options: {
    bookings: BookingsService;
    people: People;
  }): AffectedBookings {
    return new AffectedBookings(options.bookings, options.people);
  }

  /**
   * What is on the resources of `grant` beyond `until`, of those in `filter`.
   * To be asked before the change: a catalog that does not answer then stops
   * the change, and not the answer to one that was made.
   */
  async before(
    grant: AccessGrantRecord,
    until: number,
    inventory: Inventory,
    filter: SqlFilter | undefined,
  ): Promise<CarriedBookings> {
    const { items } = await this.#bookings.list({
      from: until,
      resourceIds: covered(grant, inventory),
      statuses: ['pending', 'confirmed', 'active'],
      filter,
      order: 'asc',
      limit: MOST,
    });
    const refs = new Set(items.map(({ owner }) => owner).filter(isPersonRef));
    const owners = new Map<string, Principal>();
    for (const ref of refs) {
      const principal = await this.#people.principal(ref);
      if (principal.claims.includes(grant.subjectRef)) {
        owners.set(ref, principal);
      }
    }
    return {
      bookings: items.filter(({ owner }) => owners.has(owner)),
      owners,
    };
  }

  /** Ids of those whose owners' access no longer reaches to their end. */
  after(
    { bookings, owners }: CarriedBookings,
    inventory: Inventory,
    now: number,
  ): string[] {
    return bookings
      .filter(({ owner, resources, startAt, endAt }) => {
        const { times } = partyAccess(owners.get(owner)!);
        return resources.some(({ id }) => {
          const resource = inventory.resource(id);
          const found = resource ? times(resource) : [];
          return (
            found !== 'always' &&
            !found.some(
              ({ start, end }) =>
                start <= Math.max(startAt, now) && endAt <= end,
            )
          );
        });
      })
      .map(({ id }) => id);
  }
}

function covered(
  { siteId, resource }: AccessGrantRecord,
  inventory: Inventory,
): string[] {
  const root = resource && inventory.resource(resource.id);
  const found = root
    ? [root, ...inventory.descendants(root)]
    : [...inventory.resources()].filter(({ site }) => site.id === siteId);
  return found.map(({ id }) => id);
}
