import { ServiceUnavailableError } from '@backstage/errors';
import type { SqlFilter } from '@callboard/backend-access';
import { type Database, toInstant } from '@callboard/backend-database';
import {
  type Commitments,
  type CommittedBooking,
  type DepartedPage,
  HOLDING_STATUSES,
} from '@callboard/backstage-plugin-reservations-common';
import type { AccessGrantsService } from '../accessGrants/AccessGrantsService';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingsService } from '../bookings/BookingsService';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import type { FeedTokensService } from '../feeds/FeedTokensService';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { People } from '../people/People';
import type { SshKeysService } from '../sshKeys/SshKeysService';
import type { CommitmentsStore } from './CommitmentsStore';

const MAX_BOOKINGS = 1_000;
const MAX_GRANTS = 500;
/** Below this, that most people are missing says nothing about the catalog. */
const FEW_PEOPLE = 10;

interface Options {
  database: Database;
  store: CommitmentsStore;
  bookings: BookingsService;
  grants: AccessGrantsService;
  sshKeys: SshKeysService;
  feedTokens: FeedTokensService;
  inventory: InventoryCache;
  people: People;
}

/**
 * What people have here, and whose people are gone.
 *
 * Somebody has departed who has something here and whom the catalog, asked now,
 * does not know. No memory of earlier answers is kept: a catalog that is still
 * loading is told from people who have left by how many are missing. One that
 * knows nobody at all is no answer (503); where it does not know most of the
 * people who have something here, the answer says that it is doubtful. Nothing is
 * done about anybody by itself, so the worst of a wrong list is that somebody
 * reads it.
 */
export class CommitmentsService {
  readonly #options: Options;

  static create(options: Options): CommitmentsService {
    return new CommitmentsService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async of(person: string): Promise<Commitments> {
    const ref = normaliseRef(person);
    const { database, store, grants, sshKeys, feedTokens } = this.#options;
    const inventory = await this.#options.inventory.latest();
    const made = await this.#bookings(ownedOrMadeBy(ref), inventory);
    const joined = await this.#bookings(joinedBy(ref), inventory);
    const awaiting = await this.#bookings(awaitingDecisionOf(ref), inventory);
    const memberships = await database.read(db => store.memberships(db, ref));
    const granted = await grants.list({
      subjectRefs: [ref],
      statuses: ['upcoming', 'active'],
      limit: MAX_GRANTS,
    });
    const keys = await sshKeys.list(ref);
    const others = (siteId: string) =>
      [...(inventory.site(siteId)?.admins ?? [])].filter(one => one !== ref);
    const known = await this.#known([
      ref,
      ...memberships.flatMap(({ siteId }) => others(siteId)),
    ]);
    return {
      person: ref,
      inCatalog: known?.has(ref),
      bookings: made.items,
      participations: joined.items,
      approvals: awaiting.items,
      memberships: memberships.map(({ siteId, since, ...membership }) => ({
        ...membership,
        since: toInstant(since),
        lastAdmin:
          membership.role === 'admin' &&
          !others(siteId).some(admin => known?.has(admin) ?? true),
      })),
      grants: granted.items.map(grant => ({
        id: grant.id,
        siteRef: grant.siteRef,
        ...(grant.resource && { resourceRef: grant.resource.entityRef }),
        from: toInstant(grant.from),
        until: toInstant(grant.until),
      })),
      resources: ownedBy(ref, inventory),
      keys: keys.map(({ id, title, fingerprint }) => ({
        id,
        title,
        fingerprint,
      })),
      feedTokens: await feedTokens.list(ref),
      truncated: made.truncated || joined.truncated || awaiting.truncated,
    };
  }

  /** @throws ServiceUnavailableError (503) while the catalog says nothing */
  async departed(): Promise<DepartedPage> {
    const { database, store, people } = this.#options;
    const everybody = await database.read(db => store.everybody(db));
    const known = await people.known(everybody.keys());
    if (everybody.size > 0 && known.size === 0) {
      await this.#requireAnybody();
    }
    const items = [...everybody]
      .filter(([ref]) => !known.has(normaliseRef(ref)))
      .map(([ref, counts]) => ({ ref, ...counts }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
    return {
      items,
      doubtful:
        everybody.size > FEW_PEOPLE && items.length > everybody.size / 2,
    };
  }

  async #requireAnybody(): Promise<void> {
    if (!(await this.#options.people.anybody())) {
      throw new ServiceUnavailableError(
        'The catalog has nobody in it, so it cannot say who has left: it may be loading still',
      );
    }
  }

  /** Undefined while the catalog cannot be asked: what is here is known anyway. */
  async #known(refs: string[]): Promise<Set<string> | undefined> {
    try {
      return await this.#options.people.known(refs);
    } catch (error) {
      if (error instanceof ServiceUnavailableError) {
        return undefined;
      }
      throw error;
    }
  }

  async #bookings(filter: SqlFilter, inventory: Inventory) {
    const { items, nextCursor } = await this.#options.bookings.list({
      statuses: HOLDING_STATUSES,
      filter,
      order: 'asc',
      limit: MAX_BOOKINGS,
    });
    return {
      items: items.map(booking => committed(booking, inventory)),
      truncated: nextCursor !== undefined,
    };
  }
}

/** What was made for others and handed on since is theirs alone. */
function ownedOrMadeBy(ref: string): SqlFilter {
  return query =>
    query.where(any =>
      any
        .where('booking.owner', ref)
        .orWhere({ 'booking.booked_by': ref, 'booking.transferred': false }),
    );
}

function joinedBy(ref: string): SqlFilter {
  return query =>
    query
      .whereNot(own => ownedOrMadeBy(ref)(own))
      .whereIn('booking.id', inner =>
        inner
          .select('booking_participant.booking_id')
          .from('booking_participant')
          .where('booking_participant.ref', ref),
      );
}

function awaitingDecisionOf(ref: string): SqlFilter {
  return query =>
    query.where('booking.status', 'pending').whereIn('booking.id', inner =>
      inner
        .select('booking_approval.booking_id')
        .from('booking_approval')
        .where({
          'booking_approval.role': 'approver',
          'booking_approval.ref': ref,
        }),
    );
}

function ownedBy(ref: string, inventory: Inventory): Commitments['resources'] {
  return [...inventory.resources()]
    .filter(({ archived, owner }) => !archived && owner !== undefined)
    .filter(({ owner }) => normaliseRef(owner!) === ref)
    .map(({ id, entityRef, title, site }) => ({
      id,
      entityRef,
      title,
      siteRef: site.entityRef,
    }))
    .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
}

function committed(
  booking: BookingRecord,
  inventory: Inventory,
): CommittedBooking {
  return {
    id: booking.id,
    title: booking.title,
    start: toInstant(booking.startAt),
    end: toInstant(booking.endAt),
    status: booking.status,
    resourceRefs: booking.resources.map(
      ({ id }) => inventory.resource(id)?.entityRef ?? id,
    ),
    owner: booking.owner,
    bookedBy: booking.bookedBy,
  };
}
