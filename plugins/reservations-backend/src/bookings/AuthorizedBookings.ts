import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { type IfMatch, refusing } from '@callboard/backend-openapi';
import {
  type Booking,
  type BookingAction,
  type BookingChange,
  type BookingPreview,
  type BookingPreviewRequest,
  type BookingTransfer,
  type Calendar,
  CALENDAR_STATUSES,
  isTerminal,
  type NewBooking,
  type Page,
} from '@callboard/backstage-plugin-reservations-common';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import { isDenied, isPersonal } from '../domain/policies';
import { notVisible } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import {
  actorOf,
  type CallContext,
  both,
  requirePossible,
} from '@callboard/backend-access';
import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { ProvisioningService } from '../provisioning/ProvisioningService';
import { summarise } from '../provisioning/summarise';
import type { BookingRecord } from './BookingRecord';
import type { BookingRights } from './BookingRights';
import { type BookingSelection, narrow } from './BookingSelection';
import type { BookingsService } from './BookingsService';
import { ClaimConflict } from './ClaimTransaction';
import type { ConflictExplainer } from './ConflictExplainer';
import { ACTIONS, decidedView, previewView, viewerOf } from './decidedViews';
import type { Ending } from './operations/endBooking';
import type { Extension } from './operations/extendedEnd';
import {
  mayOverride,
  recordOverride,
  requireOverridable,
} from './policyOverride';
import { recordAccessShown } from './recordAccessShown';
import type { TakenTimes } from './TakenTimes';
import { calendarView, subjectOf } from './views';

const CALENDAR_LIMIT = 10_000;

const ON_BOOKINGS = [
  'bookingRead',
  'bookingUpdate',
  'bookingCancel',
  'bookingRelease',
  'bookingTransfer',
  'bookingApprove',
  'bookingCheckIn',
  'bookingWaiveNoShow',
  'bookingLeave',
  'bookingReadAccess',
] as const;

const ON_CALENDAR = [...ON_BOOKINGS, 'resourceRead'] as const;

const ON_BOOKING = [
  ...ON_CALENDAR,
  'bookingCreate',
  'bookingCreateOnBehalf',
  'policyOverride',
] as const;

type OnBookings = Decisions<(typeof ON_BOOKINGS)[number]>;

interface Options {
  inner: BookingsService;
  access: AccessDecider;
  rights: BookingRights;
  inventory: InventoryCache;
  explainer: ConflictExplainer;
  taken: TakenTimes;
  provisioning: ProvisioningService;
  accessLog: AccessLog;
}

/** Lets through to {@link BookingsService} what the caller may do and see. */
export class AuthorizedBookings {
  readonly #inner: BookingsService;
  readonly #access: AccessDecider;
  readonly #rights: BookingRights;
  readonly #inventory: InventoryCache;
  readonly #explainer: ConflictExplainer;
  readonly #taken: TakenTimes;
  readonly #provisioning: ProvisioningService;
  readonly #accessLog: AccessLog;

  private constructor(options: Options) {
    this.#inner = options.inner;
    this.#access = options.access;
    this.#rights = options.rights;
    this.#inventory = options.inventory;
    this.#explainer = options.explainer;
    this.#taken = options.taken;
    this.#provisioning = options.provisioning;
    this.#accessLog = options.accessLog;
  }

  static create(options: Options): AuthorizedBookings {
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
      filter: selection.awaitingCaller
        ? both(decisions.bookingRead.filter, decisions.bookingApprove.filter)
        : decisions.bookingRead.filter,
    });
    const steps = await this.#provisioning.stepsOfMany(
      found.items.map(({ id }) => id),
    );
    return {
      items: found.items.map(booking => ({
        ...decidedView(booking, inventory, decisions),
        provisioning: summarise(steps.get(booking.id) ?? []),
      })),
      nextCursor: found.nextCursor,
    };
  }

  async calendar(
    selection: BookingSelection & { from: number; to: number },
    credentials: BackstageCredentials,
  ): Promise<Calendar> {
    const decisions = await this.#access.decide(credentials, ON_CALENDAR);
    requirePossible(decisions.bookingRead, 'see bookings');
    const inventory = await this.#inventory.current();
    const narrowed = narrow(selection, inventory);
    const rows = await this.#inner.window(
      {
        statuses: CALENDAR_STATUSES,
        ...narrowed,
        holds: true,
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
          transferred: Boolean(row.transferred),
          participants: [],
          resources,
        };
        const editable =
          !isTerminal(row.status) &&
          decisions.bookingUpdate.allows(subjectOf(subject, inventory));
        return calendarView(row, resources, inventory, editable);
      }),
      taken: selection.owners
        ? []
        : await this.#taken.byOthers(
            { start: selection.from, end: selection.to },
            decisions.resourceRead,
            inventory,
            { within: narrowed.resourceIds, except: rows.map(({ id }) => id) },
          ),
    };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Booking> {
    const decisions = await this.#access.decide(credentials, ON_BOOKINGS);
    const inventory = await this.#inventory.latest();
    const booking = await this.#visible(id, decisions, inventory);
    return this.#inFull(booking, inventory, decisions, actorOf(credentials));
  }

  /** The same without how to get in, for an answer that is kept. */
  async describe(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Booking> {
    const decisions = await this.#access.decide(credentials, ON_BOOKINGS);
    const inventory = await this.#inventory.latest();
    const booking = await this.#visible(id, decisions, inventory);
    const steps = await this.#provisioning.stepsOf(id);
    return {
      ...decidedView(booking, inventory, decisions),
      provisioning: summarise(steps),
    };
  }

  async create(input: NewBooking, context: CallContext): Promise<Booking> {
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKING,
    );
    requirePossible(decisions.bookingCreate, 'book');
    const by = await this.#rights.ofNew(input, decisions, context);
    const booking = await this.#explaining(decisions, () =>
      this.#inner.create(input, by.owner, context, by),
    );
    const inventory = await this.#inventory.current();
    recordOverride(this.#accessLog, booking, inventory);
    return decidedView(booking, inventory, decisions);
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
    const by = input.replaces
      ? await this.#callerOfMove(input.replaces, input, decisions, context)
      : await this.#rights.ofNew(input, decisions, context);
    const assessment = await this.#inner.preview(input, by);
    const viewer = viewerOf(decisions, assessment.plan.inventory);
    const conflicts = await this.#explainer.conflicts(assessment, viewer);
    const refused = conflicts.length > 0 || isDenied(assessment.verdicts);
    // Another time makes nobody a holder of what is missing.
    const helps = refused && !isPersonal(assessment.verdicts);
    return {
      ...previewView(assessment),
      conflicts,
      mayOverride: mayOverride(
        decisions,
        assessment.plan.booked.map(({ resource }) => resource),
      ),
      suggestions: helps
        ? await this.#explainer.suggestions(assessment, viewer)
        : [],
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
    if (!decisions[ACTIONS[action]].allows(subjectOf(booking, inventory))) {
      const what = `${action} this booking`;
      throw refusing(new NotAllowedError(`You may not ${what}`), {
        kind: 'booking',
        ref: id,
        what,
      });
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
    const by = await this.#callerOfMove(id, change, decisions, context);
    const booking = await this.#explaining(decisions, () =>
      this.#inner.update(id, change, ifMatch, context, by),
    );
    const inventory = await this.#inventory.current();
    if (change.override) {
      recordOverride(this.#accessLog, booking, inventory);
    }
    return this.#inFull(booking, inventory, decisions, context.actor);
  }

  async extend(
    id: string,
    extension: Extension,
    context: CallContext,
  ): Promise<Booking> {
    await this.authorize(id, 'extend', context.credentials);
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKING,
    );
    const by = await this.#callerOfMove(id, {}, decisions, context);
    const booking = await this.#explaining(decisions, () =>
      this.#inner.extend(id, extension, context, by),
    );
    const inventory = await this.#inventory.current();
    return this.#inFull(booking, inventory, decisions, context.actor);
  }

  async end(
    id: string,
    ending: Extract<Ending, { kind: 'cancel' | 'release' }>,
    context: CallContext,
  ): Promise<Booking> {
    await this.authorize(id, ending.kind, context.credentials);
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKINGS,
    );
    const booking = await this.#inner.end(id, ending, context);
    const inventory = await this.#inventory.current();
    return this.#inFull(booking, inventory, decisions, context.actor);
  }

  /** Asked of the booking as it is and as it would be. */
  async transfer(
    id: string,
    { owner, reason }: BookingTransfer,
    context: CallContext,
  ): Promise<Booking> {
    await this.authorize(id, 'transfer', context.credentials);
    const decisions = await this.#access.decide(
      context.credentials,
      ON_BOOKINGS,
    );
    const inventory = await this.#inventory.latest();
    const seen = await this.#visible(id, decisions, inventory);
    const to = normaliseRef(owner);
    const wanted = { ...seen, owner: to, transferred: true };
    if (!decisions.bookingTransfer.allows(subjectOf(wanted, inventory))) {
      throw new NotAllowedError(`You may not make this booking ${to}’s`);
    }
    const party = await this.#rights.partyOf(to, 'owner');
    const booking = await this.#inner.transfer(
      id,
      { owner: to, reason, parties: [party] },
      context,
    );
    return this.#inFull(booking, inventory, decisions, context.actor);
  }

  /** With how setting it up goes, and how to get in for those who may know. */
  async #inFull(
    booking: BookingRecord,
    inventory: Inventory,
    decisions: OnBookings,
    reader: string,
  ): Promise<Booking> {
    const steps = await this.#provisioning.stepsOf(booking.id);
    const withAccess = decisions.bookingReadAccess.allows(
      subjectOf(booking, inventory),
    );
    const provisioning = summarise(steps, { withAccess });
    if (provisioning?.steps.some(({ access }) => access)) {
      recordAccessShown(this.#accessLog, booking, inventory, reader);
    }
    return { ...decidedView(booking, inventory, decisions), provisioning };
  }

  async #visible(
    id: string,
    decisions: Pick<OnBookings, 'bookingRead'>,
    inventory: Inventory,
  ): Promise<BookingRecord> {
    const booking = await this.#inner.get(id);
    if (!decisions.bookingRead.allows(subjectOf(booking, inventory))) {
      throw notVisible('booking', id);
    }
    return booking;
  }

  /**
   * For whom a booking moves, and who must have access to where and when. Whoever has lost a
   * private site still sees the bookings they own on it, and may cancel them,
   * but not change them any more.
   */
  async #callerOfMove(
    id: string,
    {
      resourceRefs,
      override,
    }: Pick<BookingChange, 'resourceRefs' | 'override'>,
    decisions: Decisions<
      'bookingRead' | 'resourceRead' | 'bookingCreate' | 'policyOverride'
    >,
    context: CallContext,
  ) {
    const wanted =
      resourceRefs &&
      (await this.#rights.requireBookable(resourceRefs, decisions));
    const inventory = await this.#inventory.current();
    const booking = await this.#visible(id, decisions, inventory);
    const booked = booking.resources.flatMap(
      one => inventory.resource(one.id) ?? [],
    );
    const hidden = booked.some(one => !decisions.resourceRead.allows(one));
    if (hidden) {
      throw new NotAllowedError(
        'You may no longer use what this booking is for; you may cancel it',
      );
    }
    const resources = wanted ?? booked;
    return {
      ...(await this.#rights.ofMove(booking, resources, decisions, context)),
      override: requireOverridable(
        override,
        decisions,
        resources,
        context.actor,
      ),
    };
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
