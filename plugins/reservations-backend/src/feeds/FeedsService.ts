import type { SqlFilter } from '@callboard/backend-access';
import { CALENDAR_STATUSES } from '@callboard/backstage-plugin-reservations-common';
import type { BookingsService } from '../bookings/BookingsService';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { Inventory } from '../domain/Inventory';
import { DAY_MS } from '../domain/intervals';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { SeriesRecord } from '../series/SeriesRecord';
import type { SeriesService } from '../series/SeriesService';
import type { FetchLimit } from './FetchLimit';
import type { FeedTokenRecord } from './FeedTokenStore';
import type { FeedTokensService } from './FeedTokensService';
import type { PersonAccess, PersonsView } from './PersonAccess';
import { renderFeed } from './renderFeed';
import { isToken } from './token';

const DAYS_BACK = 90;
const DAYS_AHEAD = 400;
const MAX_EVENTS = 2_000;

interface Options {
  tokens: FeedTokensService;
  people: PersonAccess;
  limit: FetchLimit;
  bookings: BookingsService;
  series: Pick<SeriesService, 'getMany'>;
  inventory: InventoryCache;
  /** Where the portal is; feeds link to nothing without it. */
  portalUrl?: string;
  /** 2,000 by default. */
  maxEvents?: number;
}

/** Which bookings a feed is about, before it is asked who may see them. */
interface Subject {
  title: string;
  filter?: SqlFilter;
  resourceIds?: string[];
}

/**
 * Calendars under secret addresses. Whoever has the address sees what the person
 * who made it may see at this moment, neither more nor less: a feed's bookings
 * are found with the filter that `GET /bookings` would use for that person.
 * Someone who has left, and a site or resource that is no longer in sight, leave
 * an address at which there is nothing.
 */
export class FeedsService {
  readonly #options: Options;

  static create(options: Options): FeedsService {
    return new FeedsService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * The calendar as text (RFC 5545), or undefined where there is none.
   *
   * @throws TooManyFetchesError (429), ServiceUnavailableError (503) while the
   * catalog does not say who is who
   */
  async read(token: string): Promise<string | undefined> {
    const { tokens, people, limit, inventory } = this.#options;
    const found = isToken(token) ? await tokens.find(token) : undefined;
    if (!found) {
      return undefined;
    }
    const { feed, now } = found;
    limit.count(feed.id);
    const view = await people.viewOf(feed.userRef);
    const known = await inventory.current();
    const subject = view && subjectOf(feed, view, known);
    if (!subject) {
      return undefined;
    }
    const { bookings, truncated } = await this.#bookings(subject, view, now);
    await tokens.noteUse(feed, now);
    return renderFeed({
      kind: feed.scope.kind,
      title: subject.title,
      bookings,
      truncated,
      series: await this.#seriesOf(bookings),
      inventory: known,
      portalUrl: this.#options.portalUrl,
    });
  }

  async #seriesOf(bookings: BookingRecord[]): Promise<SeriesRecord[]> {
    const ids = new Set(bookings.flatMap(({ seriesId }) => seriesId ?? []));
    return ids.size === 0 ? [] : this.#options.series.getMany([...ids]);
  }

  /** What is to come goes before what is over, where there is too much. */
  async #bookings(
    { resourceIds, filter }: Subject,
    { decisions: { bookingRead } }: PersonsView,
    now: number,
  ): Promise<{ bookings: BookingRecord[]; truncated: boolean }> {
    const { maxEvents = MAX_EVENTS } = this.#options;
    const select = async (
      window: { from: number; to: number },
      order: 'asc' | 'desc',
      limit: number,
      extra?: SqlFilter,
    ) =>
      this.#options.bookings.list({
        ...window,
        resourceIds,
        statuses: CALENDAR_STATUSES,
        order,
        limit,
        filter: query => {
          bookingRead.filter?.(query);
          filter?.(query);
          extra?.(query);
        },
      });
    const ahead = await select(
      { from: now, to: now + DAYS_AHEAD * DAY_MS },
      'asc',
      maxEvents,
    );
    const room = maxEvents - ahead.items.length;
    const past =
      room > 0
        ? await select(
            { from: now - DAYS_BACK * DAY_MS, to: now },
            'desc',
            room,
            query => query.where('booking.end_at', '<=', now),
          )
        : undefined;
    return {
      bookings: [...(past?.items ?? []).reverse(), ...ahead.items],
      truncated:
        ahead.nextCursor !== undefined ||
        past === undefined ||
        past.nextCursor !== undefined,
    };
  }
}

/** Undefined where the feed's person may not see what it is about. */
function subjectOf(
  { scope, userRef }: FeedTokenRecord,
  { decisions, claims }: PersonsView,
  inventory: Inventory,
): Subject | undefined {
  const { kind, ref = '' } = scope;
  if (kind === 'personal') {
    return decisions.bookingRead.possible
      ? { title: 'My bookings', filter: concerning(userRef, claims) }
      : undefined;
  }
  if (kind === 'resource') {
    const resource = inventory.resourceByRef(ref);
    return resource && decisions.resourceRead.allows(resource)
      ? { title: resource.title, resourceIds: [resource.id] }
      : undefined;
  }
  const site = inventory.siteByRef(ref);
  return site && decisions.siteRead.allows(site)
    ? {
        title: site.title,
        resourceIds: [...inventory.resources()]
          .filter(resource => resource.site === site)
          .map(({ id }) => id),
      }
    : undefined;
}

/**
 * What somebody owns, has booked and not handed on, or takes part in; also with a
 * group of theirs, since who is invited with a group is invited.
 */
function concerning(userRef: string, claims: string[]): SqlFilter {
  return query =>
    query.where(any =>
      any
        .where('booking.owner', userRef)
        .orWhere({ 'booking.booked_by': userRef, 'booking.transferred': false })
        .orWhereIn('booking.id', inner =>
          inner
            .select('booking_participant.booking_id')
            .from('booking_participant')
            .whereIn('booking_participant.ref', claims),
        ),
    );
}
