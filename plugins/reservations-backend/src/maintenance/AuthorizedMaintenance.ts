import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import { type Database, type Page, readNow } from '@callboard/backend-database';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type {
  AffectedBooking,
  MaintenanceChoice,
  MaintenanceDecision,
  MaintenancePreview,
  MaintenancePreviewRequest,
  MaintenanceStatus,
  MaintenanceWindow,
  MaintenanceWindowChange,
  NewMaintenanceWindow,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingRights } from '../bookings/BookingRights';
import type { Caller } from '../bookings/BookingsService';
import { subjectOf } from '../bookings/views';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { notForCaller } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import {
  type Affected,
  findAlternatives,
  type Stores,
} from './affectedBookings';
import type {
  Alongside,
  MaintenanceService,
  Prepare,
  SettledWindow,
} from './MaintenanceService';
import type { MaintenanceRecord } from './MaintenanceRecord';
import { affectedView, windowView } from './maintenanceViews';
import type { Choice } from './settleBookings';

const ON_WINDOWS = ['resourceRead', 'resourceUpdate'] as const;

const ON_BOOKINGS = [
  ...ON_WINDOWS,
  'bookingRead',
  'bookingCreate',
  'bookingUpdate',
  'bookingCancel',
] as const;

const ANY = {
  resourceRead: 'see maintenance',
  resourceUpdate: 'schedule maintenance',
} as const;

const MOST_SHOWN = 500;
const MOST_WITH_ALTERNATIVES = 100;
/** Stands for the window that is not made yet. */
const PREVIEWED = '00000000-0000-0000-0000-000000000000';

/** How a list of windows is narrowed, in refs and epoch milliseconds. */
export interface MaintenanceSelection {
  from?: number;
  to?: number;
  resourceRefs?: string[];
  siteRefs?: string[];
  statuses?: MaintenanceStatus[];
  cursor?: string;
  limit: number;
}

/** What is decided about the bookings in the way. */
interface Decided {
  affected?: MaintenanceDecision;
  choices?: MaintenanceChoice[];
}

interface Options extends Stores {
  inner: MaintenanceService;
  database: Database;
  inventory: InventoryCache;
  rights: BookingRights;
  access: AccessDecider;
}

/**
 * Lets through to {@link MaintenanceService} what the caller may do and see: who
 * may change a resource may take it out of service for a time. What becomes of a
 * booking is theirs to decide only as far as they may move or cancel it.
 */
export class AuthorizedMaintenance {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedMaintenance {
    return new AuthorizedMaintenance(options);
  }

  /** Throws a 403 for whom there is nothing to which the answer may be yes. */
  async authorizeAny(
    question: keyof typeof ANY,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#options.access.decide(credentials, [
      question,
    ]);
    requirePossible(decisions[question], ANY[question]);
  }

  async list(
    selection: MaintenanceSelection,
    credentials: BackstageCredentials,
  ): Promise<Page<MaintenanceWindow>> {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_WINDOWS);
    requirePossible(decisions.resourceRead, ANY.resourceRead);
    const inventory = await this.#options.inventory.latest();
    const { resourceRefs, siteRefs, statuses, ...rest } = selection;
    const page = await inner.list({
      ...rest,
      statuses: statuses ?? ['scheduled', 'active', 'ended'],
      resourceIds: resourceRefs?.flatMap(ref => {
        const resource = inventory.resourceByRef(ref);
        return resource
          ? [resource, ...inventory.ancestors(resource)].map(({ id }) => id)
          : [];
      }),
      siteIds: siteRefs?.flatMap(ref => inventory.siteByRef(ref)?.id ?? []),
      filter: decisions.resourceRead.filter,
    });
    const now = await this.#now();
    return {
      items: page.items.map(window =>
        this.#view({ window }, inventory, decisions, now),
      ),
      nextCursor: page.nextCursor,
    };
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<MaintenanceWindow> {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_WINDOWS);
    const window = await inner.get(id);
    const inventory = await this.#options.inventory.latest();
    const resource = inventory.resource(window.resource.id);
    if (!resource || !decisions.resourceRead.allows(resource)) {
      throw notForCaller(resource, 'maintenance window', id);
    }
    return this.#view({ window }, inventory, decisions, await this.#now());
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorizeChange(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<MaintenanceRecord> {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_WINDOWS);
    const window = await inner.get(id);
    const inventory = await this.#options.inventory.latest();
    const resource = inventory.resource(window.resource.id);
    requireAllowed(resource, decisions.resourceRead, 'maintenance window', id, {
      access: decisions.resourceUpdate,
      what: 'change this maintenance',
    });
    return window;
  }

  async preview(
    request: MaintenancePreviewRequest,
    credentials: BackstageCredentials,
  ): Promise<MaintenancePreview> {
    const { access, inner, database } = this.#options;
    const decisions = await access.decide(credentials, ON_BOOKINGS);
    requirePossible(decisions.resourceUpdate, ANY.resourceUpdate);
    const inventory = await this.#options.inventory.latest();
    const resource = requireResource(request.resourceRef, inventory, decisions);
    const replaced = request.replaces
      ? await this.authorizeChange(request.replaces, credentials)
      : undefined;
    const now = await this.#now();
    const from = request.from ? Date.parse(request.from) : now;
    const until = Date.parse(request.until);
    if (until <= from) {
      throw invalidField('until', 'must be after from');
    }
    const affected = await inner.affected(
      resource,
      { start: from, end: until },
      inventory,
      replaced,
    );
    const supposed = inventory.withMaintenance({
      id: replaced?.id ?? PREVIEWED,
      resourceId: resource.id,
      from,
      until,
      title: '',
    });
    const shown = affected.slice(0, MOST_SHOWN);
    const views: AffectedBooking[] = [];
    for (const [index, one] of shown.entries()) {
      const seen = decisions.bookingRead.allows(
        subjectOf(one.booking, inventory),
      );
      const alternatives =
        index < MOST_WITH_ALTERNATIVES
          ? await database.read(db =>
              findAlternatives(db, this.#options, one, {
                inventory: supposed,
                now,
              }),
            )
          : [];
      const actions = (['cancel', 'move'] as const).filter(
        decision =>
          refusalOf(one, decision, inventory, decisions) === undefined,
      );
      views.push(affectedView(one, inventory, { seen, alternatives, actions }));
    }
    return { affected: views, truncated: affected.length > shown.length };
  }

  async create(
    input: NewMaintenanceWindow,
    context: CallContext,
    alongside?: Alongside,
  ): Promise<MaintenanceWindow> {
    const { access, inner } = this.#options;
    const { credentials } = context;
    const decisions = await access.decide(credentials, ON_BOOKINGS);
    requirePossible(decisions.resourceUpdate, ANY.resourceUpdate);
    const inventory = await this.#options.inventory.latest();
    const resource = requireResource(input.resourceRef, inventory, decisions);
    if (resource.archived) {
      throw invalidField('resourceRef', 'is archived');
    }
    const settled = await inner.create(
      {
        resourceId: resource.id,
        from: input.from === undefined ? undefined : Date.parse(input.from),
        until: Date.parse(input.until),
        title: input.title,
        reason: input.reason,
      },
      await this.#prepare(input, decisions, context),
      context,
      alongside,
    );
    return this.#settledView(settled, credentials);
  }

  async change(
    id: string,
    { affected, choices, ...change }: MaintenanceWindowChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<MaintenanceWindow> {
    const { access, inner } = this.#options;
    await this.authorizeChange(id, context.credentials);
    const decisions = await access.decide(context.credentials, ON_BOOKINGS);
    const settled = await inner.update(
      id,
      {
        ...(change.title === undefined ? {} : { title: change.title }),
        ...(change.reason === undefined ? {} : { reason: change.reason }),
        ...(change.from ? { from: Date.parse(change.from) } : {}),
        ...(change.until ? { until: Date.parse(change.until) } : {}),
      },
      ifMatch,
      await this.#prepare({ affected, choices }, decisions, context),
      context,
    );
    return this.#settledView(settled, context.credentials);
  }

  async finish(
    id: string,
    kind: 'cancel' | 'end',
    context: CallContext,
  ): Promise<MaintenanceWindow> {
    await this.authorizeChange(id, context.credentials);
    const window = await this.#options.inner.finish(id, kind, context);
    return this.#settledView({ window }, context.credentials);
  }

  /** What the caller wants of each booking, and whether they may want it. */
  async #prepare(
    { affected = 'keep', choices = [] }: Decided,
    decisions: OnBookings,
    context: CallContext,
  ): Promise<Prepare> {
    const { rights } = this.#options;
    const byBooking = new Map(choices.map(one => [one.bookingId, one]));
    for (const { resourceRefs } of choices) {
      if (resourceRefs) {
        await rights.requireBookable(resourceRefs, decisions);
      }
    }
    return async found => {
      const inventory = await this.#options.inventory.latest();
      const callers = new Map<string, Caller>();
      const wish = (one: Affected): Choice => {
        const own = byBooking.get(one.booking.id);
        const decision =
          own?.decision ?? (one.relation === 'direct' ? affected : 'keep');
        return {
          decision,
          resourceRefs: own?.resourceRefs,
          start: own?.start === undefined ? undefined : Date.parse(own.start),
          refused: refusalOf(one, decision, inventory, decisions),
        };
      };
      for (const one of found) {
        const { decision, refused } = wish(one);
        if (!refused && decision !== 'keep') {
          const resources = one.booking.resources.flatMap(
            ({ id }) => inventory.resource(id) ?? [],
          );
          callers.set(
            one.booking.id,
            await rights.ofMove(one.booking, resources, decisions, context),
          );
        }
      }
      return one => {
        const choice = wish(one);
        const caller = callers.get(one.booking.id);
        return !choice.refused && choice.decision === 'move' && !caller
          ? { ...choice, refused: 'It came while this was decided.' }
          : { ...choice, caller };
      };
    };
  }

  async #settledView(
    settled: Shown,
    credentials: BackstageCredentials,
  ): Promise<MaintenanceWindow> {
    const decisions = await this.#options.access.decide(
      credentials,
      ON_WINDOWS,
    );
    const inventory = await this.#options.inventory.latest();
    return this.#view(settled, inventory, decisions, await this.#now());
  }

  #view(
    { window, outcomes }: Shown,
    inventory: Inventory,
    { resourceUpdate }: Decisions<'resourceUpdate'>,
    now: number,
  ): MaintenanceWindow {
    const resource = inventory.resource(window.resource.id);
    const mayChange = resource !== undefined && resourceUpdate.allows(resource);
    return windowView(window, mayChange, now, outcomes);
  }

  async #now(): Promise<number> {
    return this.#options.database.read(db => readNow(db));
  }
}

/** A window, and after a change what became of bookings. */
type Shown = Pick<SettledWindow, 'window'> & Partial<SettledWindow>;

type OnBookings = Decisions<(typeof ON_BOOKINGS)[number]>;

function requireResource(
  ref: string,
  inventory: Inventory,
  decisions: Decisions<'resourceRead' | 'resourceUpdate'>,
): ResourceFacts {
  const resource = inventory.resourceByRef(ref);
  requireAllowed(resource, decisions.resourceRead, 'resource', ref, {
    access: decisions.resourceUpdate,
    what: 'schedule maintenance of this resource',
  });
  return resource;
}

/** Why the caller may not decide that about a booking. */
function refusalOf(
  { booking }: Affected,
  decision: MaintenanceDecision,
  inventory: Inventory,
  { bookingRead, bookingUpdate, bookingCancel }: OnBookings,
): string | undefined {
  if (decision === 'keep') {
    return undefined;
  }
  const subject = subjectOf(booking, inventory);
  const needed = decision === 'move' ? bookingUpdate : bookingCancel;
  return bookingRead.allows(subject) && needed.allows(subject)
    ? undefined
    : `You may not ${decision} this booking.`;
}
