import type {
  DiscoveryService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Principal } from '@callboard/access-policy';
import { readNow } from '@callboard/backend-database';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingsService } from '../bookings/BookingsService';
import { bookedFacts } from '../bookings/operations/bookedFacts';
import { subjectOf } from '../bookings/views';
import { checkInWindow } from '../domain/checkIn';
import { FetchLimit } from '../feeds/FetchLimit';
import type { InventoryCache } from '../inventory/InventoryCache';
import { accessOf } from '../permissions/accessOf';
import type { ReservationsServices } from '../services';
import type { SigningKeys } from './SigningKeys';
import { type CheckInClaim, readClaim, signClaim } from './token';

/** Below the plugin's own path. */
export const CHECK_IN_PATH = '/check-in';

const PURPOSE = 'check-in';

/** What somebody who follows a link is shown; instants are epoch milliseconds. */
export interface CheckInCard {
  title: string;
  /** Titles of what is booked. */
  resources: string[];
  startAt: number;
  endAt: number;
  timeZone: string;
  opensAt: number;
  closesAt: number;
  state: 'early' | 'open' | 'done' | 'over';
}

interface Options {
  keys: SigningKeys;
  bookings: Pick<BookingsService, 'get' | 'checkIn'>;
  inventory: InventoryCache;
  people: { principal(ref: string): Promise<Principal> };
  discovery: DiscoveryService;
  limit: FetchLimit;
  now(): Promise<number>;
  /** Whether permissions count at all (`permission.enabled`). */
  enforced: boolean;
}

/**
 * Links with which a person checks in without signing in, from an e-mail on a
 * telephone beside the microscope. A link is for one person, one booking and one
 * start of it, and good for nothing else; it is of use only while one can check
 * in, and only as long as that person could do so signed in.
 */
export class CheckInLinks {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): CheckInLinks {
    return new CheckInLinks(options);
  }

  /** As the plugin has them: the same links on every backend. */
  static fromServices(options: {
    config: RootConfigService;
    discovery: DiscoveryService;
    people: Options['people'];
    services: Pick<
      ReservationsServices,
      'bookings' | 'database' | 'inventory' | 'signingKeys'
    >;
  }): CheckInLinks {
    const { config, discovery, people, services } = options;
    const { bookings, database, inventory, signingKeys } = services;
    return new CheckInLinks({
      keys: signingKeys,
      ...{ bookings, inventory, people, discovery },
      limit: FetchLimit.create(),
      now: () => database.read(readNow),
      enforced: config.getOptionalBoolean('permission.enabled') ?? false,
    });
  }

  /** Absent where nobody has to check in to the booking. */
  async checkInLink(
    booking: Pick<BookingRecord, 'id' | 'startAt' | 'status' | 'expiresAt'>,
    ref: string,
  ): Promise<string | undefined> {
    const { keys, discovery } = this.#options;
    if (booking.status !== 'confirmed' || booking.expiresAt === undefined) {
      return undefined;
    }
    const token = signClaim(
      { bookingId: booking.id, startAt: booking.startAt, ref },
      await keys.keyFor(PURPOSE),
    );
    const base = await discovery.getExternalBaseUrl('reservations');
    return `${base}${CHECK_IN_PATH}/${token}`;
  }

  /** Nothing for a link that is not ours, or not good any more. */
  async look(token: string): Promise<CheckInCard | undefined> {
    const found = await this.#find(token);
    return found && this.#card(found.booking);
  }

  /** Checks in as whom the link is for. */
  async use(token: string): Promise<CheckInCard | undefined> {
    const found = await this.#find(token);
    if (!found) {
      return undefined;
    }
    const { booking, claim } = found;
    try {
      const done = await this.#options.bookings.checkIn(booking.id, {
        actor: claim.ref,
      });
      return await this.#card(done);
    } catch (error) {
      if (error instanceof ConflictError) {
        return this.#card(await this.#options.bookings.get(booking.id));
      }
      throw error;
    }
  }

  async #find(
    token: string,
  ): Promise<{ booking: BookingRecord; claim: CheckInClaim } | undefined> {
    const { keys, limit, bookings } = this.#options;
    const claim = readClaim(token, await keys.keyFor(PURPOSE));
    if (!claim) {
      return undefined;
    }
    limit.count(claim.bookingId);
    const booking = await bookings
      .get(claim.bookingId)
      .catch((error: unknown) => {
        if (error instanceof NotFoundError) {
          return undefined;
        }
        throw error;
      });
    return booking?.startAt === claim.startAt &&
      (await this.#mayCheckIn(claim.ref, booking))
      ? { booking, claim }
      : undefined;
  }

  async #mayCheckIn(ref: string, booking: BookingRecord): Promise<boolean> {
    const { enforced, inventory, people } = this.#options;
    if (!enforced) {
      return true;
    }
    const access = accessOf(await people.principal(ref), 'bookingCheckIn');
    return access.allows(subjectOf(booking, await inventory.latest()));
  }

  async #card(booking: BookingRecord): Promise<CheckInCard> {
    const facts = bookedFacts(booking, await this.#options.inventory.latest());
    const { startAt, endAt, expiresAt = startAt } = booking;
    const window = checkInWindow(facts, { start: startAt, end: endAt });
    const opensAt = window?.opensAt ?? startAt;
    return {
      title: booking.title,
      resources: facts.map(({ title }) => title),
      timeZone: booking.timeZone,
      ...{ startAt, endAt, opensAt, closesAt: expiresAt },
      state: stateOf(booking, opensAt, await this.#options.now()),
    };
  }
}

function stateOf(
  { status, expiresAt, checkedInAt }: BookingRecord,
  opensAt: number,
  now: number,
): CheckInCard['state'] {
  if (checkedInAt !== undefined && ['confirmed', 'active'].includes(status)) {
    return 'done';
  }
  if (status !== 'confirmed' || expiresAt === undefined || expiresAt <= now) {
    return 'over';
  }
  return now < opensAt ? 'early' : 'open';
}
