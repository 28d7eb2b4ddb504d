import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { requirePossible } from '@callboard/backend-access';
import { type Database, readNow, toInstant } from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import type {
  FoundSlot,
  FoundSlots,
  SlotSearch,
} from '@callboard/backstage-plugin-reservations-common';
import type { ClaimStore } from '../bookings/ClaimStore';
import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
} from '../domain/Inventory';
import { DAY_MS, type Interval, MINUTE_MS } from '../domain/intervals';
import { checkNeeds, meetsNeed } from '../domain/slots/attributeNeeds';
import {
  type ClaimsById,
  findSlots,
  type SlotFound,
  type SlotQuestion,
  type SlotsFound,
} from '../domain/slots/findSlots';
import { explainNothing } from '../domain/slots/obstacles';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import { accessTimes } from '../permissions/accessTimes';

const MAX_DAYS = 60;
const DEFAULT_LIMIT = 10;
/** With more resources than this a wide window is looked at in two steps. */
const MANY = 50;
const FIRST_LOOK_MS = DAY_MS;

type OnSlots = Decisions<'resourceRead' | 'bookingCreate'>;

/**
 * Finds free slots that the caller could book.
 *
 * Slots are ranked by their start, so those of the first day come before all
 * others: among many resources the first day is looked at alone, and only when
 * that does not fill the list the whole window. Each look is one statement.
 */
export class AuthorizedSlots {
  readonly #database: Database;
  readonly #claims: ClaimStore;
  readonly #inventory: InventoryCache;
  readonly #access: AccessDecider;

  private constructor(options: {
    database: Database;
    claims: ClaimStore;
    inventory: InventoryCache;
    access: AccessDecider;
  }) {
    this.#database = options.database;
    this.#claims = options.claims;
    this.#inventory = options.inventory;
    this.#access = options.access;
  }

  static create(options: {
    database: Database;
    claims: ClaimStore;
    inventory: InventoryCache;
    access: AccessDecider;
  }): AuthorizedSlots {
    return new AuthorizedSlots(options);
  }

  /** Throws a 403 for whoever may book nothing at all. */
  async authorize(credentials: BackstageCredentials): Promise<OnSlots> {
    const decisions = await this.#access.decide(credentials, [
      'resourceRead',
      'bookingCreate',
    ]);
    requirePossible(decisions.bookingCreate, 'book');
    return decisions;
  }

  async search(
    search: SlotSearch,
    credentials: BackstageCredentials,
  ): Promise<FoundSlots> {
    const decisions = await this.authorize(credentials);
    const window = readWindow(search);
    const inventory = await this.#inventory.latest();
    const { attributes: needs = [], units = 1, resources: count = 1 } = search;
    if (search.daily && count > 1) {
      throw invalidField('daily', 'must be for one resource at a time');
    }
    const bookable = select(search, inventory, decisions);
    checkNeeds(needs, typeOf(search, inventory, decisions));
    const candidates = bookable.filter(
      one =>
        (one.capacity ?? 1) >= units &&
        needs.every(need => meetsNeed(one, need)),
    );
    const parties = [
      {
        times: (one: ResourceFacts) =>
          accessTimes(decisions.bookingCreate, one),
      },
    ];
    const { found, claims, now } = await this.#find(
      {
        candidates,
        needs,
        units,
        count,
        daily: search.daily,
        lengthMs: search.minutes * MINUTE_MS,
        window,
        limit: search.limit ?? DEFAULT_LIMIT,
        parties,
      },
      inventory,
    );
    const { minutes } = search;
    return {
      items: found.slots.map(slot => view(slot, units)),
      considered: candidates.length,
      obstacles:
        found.slots.length > 0
          ? []
          : explainNothing(
              {
                bookable,
                needs,
                units,
                count,
                minutes,
                window,
                candidates,
                now,
                parties,
              },
              found.denials,
              claims,
              inventory,
            ),
    };
  }

  async #find(
    question: Omit<SlotQuestion, 'now'>,
    inventory: Inventory,
  ): Promise<{ found: SlotsFound; claims: ClaimsById; now: number }> {
    const { window, lengthMs, candidates, limit } = question;
    return this.#database.read(async db => {
      const now = await readNow(db);
      const look = async (part: Interval) => {
        const buffers = buffersOf(candidates);
        const claims = await this.#claims.listOfResources(
          db,
          idsOf(candidates, inventory),
          part.start - buffers.before,
          part.end + buffers.after,
        );
        const byId = Map.groupBy(claims, claim => claim.resourceId);
        const asked = { ...question, window: part, now };
        return { found: findSlots(asked, byId, inventory), claims: byId, now };
      };
      const start = Math.max(window.start, now);
      const firstEnd = start + FIRST_LOOK_MS + lengthMs;
      if (candidates.length > MANY && firstEnd < window.end) {
        const first = await look({ start: window.start, end: firstEnd });
        if (first.found.slots.length === limit) {
          return first;
        }
      }
      return look(window);
    });
  }
}

/** Throws a 400 naming the field for a window that holds no such slot. */
function readWindow({ from, until, minutes }: SlotSearch): Interval {
  const window = { start: Date.parse(from), end: Date.parse(until) };
  if (window.end <= window.start) {
    throw invalidField('until', 'must be later than from');
  }
  if (window.end - window.start > MAX_DAYS * DAY_MS) {
    throw invalidField('until', `must be at most ${MAX_DAYS} days after from`);
  }
  if (minutes * MINUTE_MS > window.end - window.start) {
    throw invalidField('minutes', 'does not fit between from and until');
  }
  return window;
}

/** What the caller sees, may book and asks for, whatever its attributes. */
function select(
  { type, siteRefs, resourceRefs }: SlotSearch,
  inventory: Inventory,
  { resourceRead, bookingCreate }: OnSlots,
): ResourceFacts[] {
  const sites = siteRefs && new Set(siteRefs.map(ref => normaliseRef(ref)));
  const refs =
    resourceRefs && new Set(resourceRefs.map(ref => normaliseRef(ref)));
  const name = type?.toLowerCase();
  return [...inventory.resources()].filter(
    one =>
      !one.archived &&
      !one.site.archived &&
      (name === undefined || one.type.name.toLowerCase() === name) &&
      (sites?.has(one.site.entityRef) ?? true) &&
      (refs?.has(one.entityRef) ?? true) &&
      resourceRead.allows(one) &&
      bookingCreate.allows(one),
  );
}

/** The type that needs are about; one on a site the caller does not see is none. */
function typeOf(
  { type }: SlotSearch,
  inventory: Inventory,
  { resourceRead }: OnSlots,
) {
  const found = type === undefined ? undefined : inventory.typeByName(type);
  const visible =
    !found?.site ||
    [...inventory.resources()].some(
      one => one.type === found && resourceRead.allows(one),
    );
  return visible ? found : undefined;
}

function buffersOf(resources: ResourceFacts[]) {
  const most = (minutes: number[]) =>
    minutes.reduce((a, b) => Math.max(a, b), 0) * MINUTE_MS;
  return {
    before: most(resources.map(({ type }) => type.setupMinutes)),
    after: most(resources.map(({ type }) => type.teardownMinutes)),
  };
}

/** Those looked at, and what they are part of, of which only the whole counts. */
function idsOf(resources: ResourceFacts[], inventory: Inventory) {
  const ids = new Set(resources.map(({ id }) => id));
  const above = new Set(
    resources.flatMap(one => inventory.ancestors(one)).map(({ id }) => id),
  );
  return { any: [...ids], whole: [...above].filter(id => !ids.has(id)) };
}

function view(slot: SlotFound, units: number): FoundSlot {
  const [{ site, type }] = slot.resources;
  return {
    resourceRefs: slot.resources.map(({ entityRef }) => entityRef),
    titles: slot.resources.map(({ title }) => title),
    siteRef: site.entityRef,
    type: type.name,
    units,
    start: toInstant(slot.start),
    end: toInstant(slot.end),
    verdict: slot.verdict,
  };
}
