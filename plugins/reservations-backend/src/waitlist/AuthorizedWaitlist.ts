import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import { refusing } from '@callboard/backend-openapi';
import type {
  NewWaitlistEntry,
  Page,
  WaitlistAction,
  WaitlistEntry,
  WaitlistStatus,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingRights } from '../bookings/BookingRights';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import { notFound, notVisible } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { BookingSubject } from '../permissions/resourceRefs';
import type { WaitlistEntryRecord } from './WaitlistEntryRecord';
import type { WaitlistPlace, WaitlistService } from './WaitlistService';
import { entryView } from './waitlistViews';

export interface WaitlistSelection {
  owners?: string[];
  resourceRefs?: string[];
  siteRefs?: string[];
  statuses?: WaitlistStatus[];
}

const ON_ENTRIES = ['bookingRead', 'bookingCancel'] as const;
const ON_NEW = [
  ...ON_ENTRIES,
  'bookingCreate',
  'bookingCreateOnBehalf',
  'resourceRead',
] as const;

/** What can be done with an entry, by where it stands. */
const POSSIBLE: Partial<Record<WaitlistStatus, WaitlistAction[]>> = {
  offered: ['accept', 'decline', 'withdraw'],
  waiting: ['withdraw'],
};

type OnEntries = Decisions<(typeof ON_ENTRIES)[number]>;

interface Options {
  inner: WaitlistService;
  inventory: InventoryCache;
  rights: BookingRights;
  access: AccessDecider;
}

/**
 * Lets through to {@link WaitlistService} what the caller may do and see. An
 * entry is asked about as the booking that it would become: who might cancel
 * that sees it, and may answer for it.
 */
export class AuthorizedWaitlist {
  readonly #inner: WaitlistService;
  readonly #inventory: InventoryCache;
  readonly #rights: BookingRights;
  readonly #access: AccessDecider;

  static create(options: Options): AuthorizedWaitlist {
    return new AuthorizedWaitlist(options);
  }

  private constructor(options: Options) {
    this.#inner = options.inner;
    this.#inventory = options.inventory;
    this.#rights = options.rights;
    this.#access = options.access;
  }

  /** Throws a 403 for whom there is nothing to see, or to wait for. */
  async authorizeAny(
    action: 'read' | 'join',
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, ON_NEW);
    if (action === 'read') {
      requirePossible(decisions.bookingRead, 'see the waitlist');
    } else {
      requirePossible(decisions.bookingCreate, 'wait for anything');
    }
  }

  /** Throws a 404 for what the caller does not see. */
  async authorize(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, ON_ENTRIES);
    await this.#visible(id, decisions);
  }

  async list(
    selection: WaitlistSelection,
    page: { cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<WaitlistEntry>> {
    const decisions = await this.#access.decide(credentials, ON_ENTRIES);
    requirePossible(decisions.bookingRead, 'see the waitlist');
    const inventory = await this.#inventory.current();
    const found = await this.#inner.list({
      ...narrow(selection, inventory),
      ...page,
      filter: decisions.bookingCancel.filter,
    });
    return {
      ...found,
      items: found.items.map(place => view(place, inventory, decisions)),
    };
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<WaitlistEntry> {
    const decisions = await this.#access.decide(credentials, ON_ENTRIES);
    await this.#visible(id, decisions);
    return this.#shown(await this.#inner.get(id), decisions);
  }

  async join(
    input: NewWaitlistEntry,
    context: CallContext,
  ): Promise<WaitlistEntry> {
    const { credentials } = context;
    const decisions = await this.#access.decide(credentials, ON_NEW);
    requirePossible(decisions.bookingCreate, 'wait for anything');
    const resourceRefs = await this.#askedFor(input, decisions);
    const by = await this.#rights.ofNew(
      { resourceRefs, onBehalfOf: input.onBehalfOf },
      decisions,
      context,
    );
    const place = await this.#inner.join(input, context, {
      ...by,
      owner: by.owner,
    });
    return this.#shown(place, decisions);
  }

  async accept(id: string, context: CallContext): Promise<WaitlistEntry> {
    const { credentials, actor } = context;
    const decisions = await this.#access.decide(credentials, ON_NEW);
    const entry = await this.#visible(id, decisions);
    const inventory = await this.#inventory.latest();
    const { hold } = await this.#inner.get(id);
    const resources = (hold?.resources ?? []).flatMap(
      one => inventory.resource(one.id) ?? [],
    );
    await this.#rights.requireBookable(
      resources.map(one => one.entityRef),
      decisions,
    );
    const by = await this.#rights.ofWaiting(entry.owner, resources);
    const place = await this.#inner.accept(id, context, {
      ...by,
      requestedBy: [...new Set([entry.owner, entry.bookedBy, actor])],
    });
    return this.#shown(place, decisions);
  }

  async leave(
    id: string,
    way: 'decline' | 'withdraw',
    context: CallContext,
  ): Promise<WaitlistEntry> {
    const { credentials } = context;
    const decisions = await this.#access.decide(credentials, ON_ENTRIES);
    await this.#visible(id, decisions);
    const place = await this.#inner.leave(id, way, context);
    return this.#shown(place, decisions);
  }

  /** The resource, or those of the type that the caller may book. */
  async #askedFor(
    input: NewWaitlistEntry,
    decisions: Decisions<'bookingCreate' | 'resourceRead'>,
  ): Promise<string[]> {
    if (input.resourceRef !== undefined) {
      return [input.resourceRef];
    }
    const candidates = await this.#inner.candidates(input);
    const seen = candidates.filter(one => decisions.resourceRead.allows(one));
    if (seen.length === 0) {
      throw notFound('resource of this type and site', input.type ?? '');
    }
    const bookable = seen.find(one => decisions.bookingCreate.allows(one));
    if (!bookable) {
      const what = `book any ${seen[0].type.title} of ${seen[0].site.title}`;
      throw refusing(new NotAllowedError(`You may not ${what}`), { what });
    }
    return [bookable.entityRef];
  }

  async #visible(
    id: string,
    decisions: OnEntries,
  ): Promise<WaitlistEntryRecord> {
    const entry = await this.#inner.entry(id);
    const inventory = await this.#inventory.current();
    if (!decisions.bookingCancel.allows(subjectOf(entry, inventory))) {
      throw notVisible('waitlist entry', id);
    }
    return entry;
  }

  async #shown(
    place: WaitlistPlace,
    decisions: OnEntries,
  ): Promise<WaitlistEntry> {
    return view(place, await this.#inventory.current(), decisions);
  }
}

function view(
  place: WaitlistPlace,
  inventory: Inventory,
  { bookingCancel }: OnEntries,
): WaitlistEntry {
  const possible = POSSIBLE[place.entry.status] ?? [];
  const allowed = bookingCancel.allows(subjectOf(place.entry, inventory));
  return entryView(place, inventory, allowed ? possible : []);
}

/** As the rules on bookings look at it. */
function subjectOf(
  entry: WaitlistEntryRecord,
  inventory: Inventory,
): BookingSubject {
  const site = inventory.site(entry.siteId);
  return {
    owner: entry.owner,
    bookedBy: entry.bookedBy,
    transferred: false,
    participants: [],
    approvers: [],
    requestedBy: [],
    sites: site ? [site] : [],
  };
}

/** Refs that name nothing match nothing. */
function narrow(
  { owners, resourceRefs, siteRefs, statuses }: WaitlistSelection,
  inventory: Inventory,
) {
  return {
    owners: owners?.map(ref => normaliseRef(ref)),
    resources: resourceRefs?.flatMap(ref => inventory.resourceByRef(ref) ?? []),
    siteIds: siteRefs?.flatMap(ref => inventory.siteByRef(ref)?.id ?? []),
    statuses,
  };
}
