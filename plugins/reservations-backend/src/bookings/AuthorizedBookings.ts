import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { IfMatch } from '@callboard/backend-openapi';
import { invalidField } from '@callboard/backend-openapi';
import {
  type Booking,
  type BookingAction,
  type BookingChange,
  type BookingPreview,
  type BookingPreviewRequest,
  type BookingStatus,
  type Calendar,
  CALENDAR_STATUSES,
  isTerminal,
  type NewBooking,
  type Page,
} from '@callboard/backstage-plugin-reservations-common';
import { toInstant } from '@callboard/backend-database';
import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
} from '../domain/Inventory';
import { notFound } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { ProvisioningService } from '../provisioning/ProvisioningService';
import { summarise } from '../provisioning/summarise';
import type { BookingRecord } from './BookingRecord';
import type { BookingsService } from './BookingsService';
import { ClaimConflict } from './ClaimTransaction';
import type { ConflictExplainer, Viewer } from './ConflictExplainer';
import type { Ending } from './operations/endBooking';
import { bookingView, calendarView, subjectOf } from './views';

/** How a list of bookings is narrowed, in refs and epoch milliseconds. */
export interface BookingSelection {
  from?: number;
  to?: number;
  resourceRefs?: string[];
  siteRefs?: string[];
  types?: string[];
  owners?: string[];
  statuses?: BookingStatus[];
}

const CALENDAR_LIMIT = 10_000;

const ON_BOOKINGS = [
  'bookingRead',
  'bookingUpdate',
  'bookingCancel',
  'bookingRelease',
  'bookingReadAccess',
] as const;

const ON_BOOKING = [
  'resourceRead',
  'bookingRead',
  'bookingCreate',
  'bookingCreateOnBehalf',
  'bookingUpdate',
  'bookingCancel',
  'bookingRelease',
  'bookingReadAccess',
] as const;

type OnBookings = Decisions<(typeof ON_BOOKINGS)[number]>;

/** Lets through to {@link BookingsService} what the caller may do and see. */
export class AuthorizedBookings {
  readonly #inner: BookingsService;
  readonly #access: AccessDecider;
  readonly #inventory: InventoryCache;
  readonly #explainer: ConflictExplainer;
  readonly #provisioning: ProvisioningService;

  private constructor(options: {
    inner: BookingsService;
    access: AccessDecider;
    inventory: InventoryCache;
    explainer: ConflictExplainer;
    provisioning: ProvisioningService;
  }) {
    this.#inner = options.inner;
    this.#access = options.access;
    this.#inventory = options.inventory;
    this.#explainer = options.explainer;
    this.#provisioning = options.provisioning;
  }

  static create(options: {
    inner: BookingsService;
    access: AccessDecider;
    inventory: InventoryCache;
    explainer: ConflictExplainer;
    provisioning: ProvisioningService;
  }): AuthorizedBookings {
    return new AuthorizedBookings(options);
  }

  async list(
    selection: BookingSelection,
    page: { cursor?: string; limit: number; order: 'asc' | 'desc' },
    credentials: BackstageCredentials,
  ): Promise<Page<Booking>> {
    const decisions = await this.#access.decide(credentials, ON_BOOKINGS);
    requirePossible(decisions.bookingRead, 'see bookings');
    const inventory = await this.#inventory.current();
    const found = await this.#inner.list({
      ...narrow(selection, inventory),
      ...page,
      filter: decisions.bookingRead.filter,
    });
    const steps = await this.#provisioning.stepsOfMany(
      found.items.map(({ id }) => id),
    );
    return {
      items: found.items.map(booking => ({
        ...view(booking, inventory, decisions),
        provisioning: summarise(steps.get(booking.id) ?? []),
      })),
      nextCursor: found.nextCursor,
    };
  }

  async calendar(
    selection: BookingSelection,
    credentials: BackstageCredentials,
  ): Promise<Calendar> {
    const decisions = await this.#access.decide(credentials, ON_BOOKINGS);
    requirePossible(decisions.bookingRead, 'see bookings');
    const inventory = await this.#inventory.current();
    const rows = await this.#inner.window(
      {
        statuses: CALENDAR_STATUSES,
        ...narrow(selection, inventory),
        filter: decisions.bookingRead.filter,
      },
      CALENDAR_LIMIT + 1,
    );
    return {
      truncated: rows.length > CALENDAR_LIMIT,
      items: rows.slice(0, CALENDAR_LIMIT).map(row => {
        const resources = JSON.parse(row.resources);
        const subject = {
          owner: row.owner,
          bookedBy: row.booked_by,
          participants: [],
          resources,
        };
        const editable =
          !isTerminal(row.status) &&
          decisions.bookingUpdate.allows(subjectOf(subject, inventory));
        return calendarView(row, resources, inventory, editable);
      }),
    };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Booking> {
    const decisions = await this.#access.decide(credentials, ON_BOOKINGS);
    const inventory = await this.#inventory.latest();
    const booking = await this.#visible(id, decisions, inventory);
    return this.#inFull(booking, inventory, decisions);
  }

  async create(input: NewBooking, context: CallContext): Promise<Booking> {
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKING,
    );
    requirePossible(decisions.bookingCreate, 'book');
    const owner = await this.#requireBookableBy(input, decisions, context);
    const booking = await this.#explaining(decisions, () =>
      this.#inner.create(input, owner, context),
    );
    return view(booking, await this.#inventory.current(), decisions);
  }

  async preview(
    input: BookingPreviewRequest,
    context: CallContext,
  ): Promise<BookingPreview> {
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKING,
    );
    requirePossible(decisions.bookingCreate, 'book');
    await this.#requireBookableBy(input, decisions, context);
    if (input.replaces) {
      const inventory = await this.#inventory.current();
      await this.#visible(input.replaces, decisions, inventory);
    }
    const assessment = await this.#inner.preview(input);
    const viewer = viewerOf(decisions, assessment.plan.inventory);
    const { plan, verdicts } = assessment;
    const conflicts = await this.#explainer.conflicts(assessment, viewer);
    const refused =
      conflicts.length > 0 || verdicts.some(one => one.result === 'deny');
    return {
      verdicts,
      conflicts,
      suggestions: refused
        ? await this.#explainer.suggestions(assessment, viewer)
        : [],
      occurrences: [
        { start: toInstant(plan.time.start), end: toInstant(plan.time.end) },
      ],
      claims: plan.claims.map(claim => ({
        resourceRef:
          plan.inventory.resource(claim.resourceId)?.entityRef ??
          claim.resourceId,
        whole: claim.whole,
        units: claim.units,
        start: toInstant(claim.from),
        end: toInstant(claim.until),
      })),
      notices: plan.notices,
    };
  }

  /** Throws a 403 for whom there is no booking that they may see, or make. */
  async authorizeAny(
    action: 'read' | 'create',
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { bookingRead, bookingCreate } = await this.#access.decide(
      credentials,
      ON_BOOKING,
    );
    if (action === 'read') {
      requirePossible(bookingRead, 'see bookings');
    } else {
      requirePossible(bookingCreate, 'book');
    }
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorize(
    id: string,
    action: BookingAction,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, ON_BOOKINGS);
    const inventory = await this.#inventory.current();
    const booking = await this.#visible(id, decisions, inventory);
    const subject = subjectOf(booking, inventory);
    const may = {
      update: decisions.bookingUpdate,
      cancel: decisions.bookingCancel,
      release: decisions.bookingRelease,
    }[action];
    if (!may.allows(subject)) {
      throw new NotAllowedError(`You may not ${action} this booking`);
    }
  }

  async update(
    id: string,
    change: BookingChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Booking> {
    await this.authorize(id, 'update', context.credentials);
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKING,
    );
    if (change.resourceRefs) {
      await this.#requireBookable(change.resourceRefs, decisions, {
        onBehalf: false,
      });
    }
    await this.#requireSeesResources(id, decisions);
    const booking = await this.#explaining(decisions, () =>
      this.#inner.update(id, change, ifMatch, context),
    );
    return this.#inFull(booking, await this.#inventory.current(), decisions);
  }

  async end(
    id: string,
    ending: Ending,
    context: CallContext,
  ): Promise<Booking> {
    await this.authorize(id, ending.kind, context.credentials);
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKINGS,
    );
    const booking = await this.#inner.end(id, ending, context);
    return this.#inFull(booking, await this.#inventory.current(), decisions);
  }

  /** With how setting it up goes, and how to get in for those who may know. */
  async #inFull(
    booking: BookingRecord,
    inventory: Inventory,
    decisions: OnBookings,
  ): Promise<Booking> {
    const steps = await this.#provisioning.stepsOf(booking.id);
    const withAccess = decisions.bookingReadAccess.allows(
      subjectOf(booking, inventory),
    );
    return {
      ...view(booking, inventory, decisions),
      provisioning: summarise(steps, { withAccess }),
    };
  }

  async #visible(
    id: string,
    decisions: Pick<OnBookings, 'bookingRead'>,
    inventory: Inventory,
  ): Promise<BookingRecord> {
    const booking = await this.#inner.get(id);
    if (!decisions.bookingRead.allows(subjectOf(booking, inventory))) {
      throw notFound('booking', id);
    }
    return booking;
  }

  /** Whose the booking would be, once the caller may make it for them. */
  async #requireBookableBy(
    input: Pick<NewBooking, 'resourceRefs' | 'onBehalfOf'>,
    decisions: Decisions<
      'resourceRead' | 'bookingCreate' | 'bookingCreateOnBehalf'
    >,
    { actor }: CallContext,
  ): Promise<string> {
    const owner = normaliseRef(input.onBehalfOf ?? actor);
    await this.#requireBookable(input.resourceRefs, decisions, {
      onBehalf: owner !== normaliseRef(actor),
    });
    checkOwner(owner, input.onBehalfOf);
    return owner;
  }

  async #requireBookable(
    refs: string[],
    decisions: Decisions<
      'resourceRead' | 'bookingCreate' | 'bookingCreateOnBehalf'
    >,
    { onBehalf }: { onBehalf: boolean },
  ): Promise<void> {
    const known = await this.#inventory.current();
    const inventory = refs.every(ref => known.resourceByRef(ref))
      ? known
      : await this.#inventory.latest();
    const resources = refs.map((ref, index) => {
      const resource = inventory.resourceByRef(ref);
      if (!resource || !decisions.resourceRead.allows(resource)) {
        throw Object.assign(notFound('resource', ref), {
          details: {
            fields: [
              {
                field: `resourceRefs/${index}`,
                message: `There is no resource '${ref}'`,
              },
            ],
          },
        });
      }
      return resource;
    });
    for (const resource of resources) {
      if (!decisions.bookingCreate.allows(resource)) {
        throw new NotAllowedError(`You may not book ${resource.title}`);
      }
      if (onBehalf && !decisions.bookingCreateOnBehalf.allows(resource)) {
        throw new NotAllowedError(
          `You may not book ${resource.title} for somebody else`,
        );
      }
    }
  }

  /**
   * Whoever has lost a private site still sees the bookings they own on it, and
   * may cancel them, but not change them any more.
   */
  async #requireSeesResources(
    id: string,
    decisions: Decisions<'resourceRead'>,
  ): Promise<void> {
    const booking = await this.#inner.get(id);
    const inventory = await this.#inventory.current();
    const hidden = booking.resources
      .map(one => inventory.resource(one.id))
      .some(resource => resource && !decisions.resourceRead.allows(resource));
    if (hidden) {
      throw new NotAllowedError(
        'You may no longer use what this booking is for; you may cancel it',
      );
    }
  }

  /** Turns a conflict into the 409 this caller may hear. */
  async #explaining<T>(
    decisions: Decisions<'bookingRead' | 'bookingCreate'>,
    command: () => Promise<T>,
  ): Promise<T> {
    try {
      return await command();
    } catch (error) {
      if (error instanceof ClaimConflict) {
        const { assessment } = error;
        throw await this.#explainer.explain(
          assessment,
          viewerOf(decisions, assessment.plan.inventory),
        );
      }
      throw error;
    }
  }
}

function viewerOf(
  decisions: Decisions<'bookingRead' | 'bookingCreate'>,
  inventory: Inventory,
): Viewer {
  return {
    sees: booking =>
      decisions.bookingRead.allows(subjectOf(booking, inventory)),
    mayBook: (resource: ResourceFacts) =>
      decisions.bookingCreate.allows(resource),
  };
}

function view(
  booking: BookingRecord,
  inventory: Inventory,
  decisions: Omit<OnBookings, 'bookingRead' | 'bookingReadAccess'>,
): Booking {
  const subject = subjectOf(booking, inventory);
  const actions: BookingAction[] = [];
  if (!isTerminal(booking.status)) {
    if (decisions.bookingUpdate.allows(subject)) {
      actions.push('update');
    }
    if (decisions.bookingCancel.allows(subject)) {
      actions.push('cancel');
    }
    if (
      booking.status === 'active' &&
      decisions.bookingRelease.allows(subject)
    ) {
      actions.push('release');
    }
  }
  return bookingView(booking, inventory, actions);
}

/** Refs that name nothing match nothing: an unknown filter is not an error. */
function narrow(selection: BookingSelection, inventory: Inventory) {
  const { from, to, resourceRefs, siteRefs, types, owners, statuses } =
    selection;
  const narrowed = resourceRefs || siteRefs || types;
  const wanted = {
    resources: resourceRefs && new Set(resourceRefs.map(r => normaliseRef(r))),
    sites: siteRefs && new Set(siteRefs.map(ref => normaliseRef(ref))),
    types: types && new Set(types.map(type => type.toLowerCase())),
  };
  return {
    from,
    to,
    owners: owners?.map(owner => normaliseRef(owner)),
    ...(statuses ? { statuses } : {}),
    resourceIds: narrowed
      ? [...inventory.resources()]
          .filter(
            resource =>
              (wanted.resources?.has(resource.entityRef) ?? true) &&
              (wanted.sites?.has(resource.site.entityRef) ?? true) &&
              (wanted.types?.has(resource.type.name.toLowerCase()) ?? true),
          )
          .map(resource => resource.id)
      : undefined,
  };
}

function checkOwner(owner: string, onBehalfOf: string | undefined): void {
  if (onBehalfOf !== undefined && !/^(user|group):/.test(owner)) {
    throw invalidField('onBehalfOf', 'must be a user or group');
  }
}
