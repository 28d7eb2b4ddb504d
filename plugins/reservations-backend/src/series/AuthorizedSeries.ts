import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import {
  isTerminal,
  type Booking,
  type BookingChange,
  type BookingPreview,
  type BookingPreviewRequest,
  type NewBooking,
  type NewRecurrence,
  type Series,
  type SeriesChange,
  type SeriesPart,
  type SeriesReport,
} from '@callboard/backstage-plugin-reservations-common';
import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingRights } from '../bookings/BookingRights';
import type { BookingsService } from '../bookings/BookingsService';
import { ClaimConflict } from '../bookings/ClaimTransaction';
import type { ConflictExplainer } from '../bookings/ConflictExplainer';
import { decidedView, viewerOf } from '../bookings/decidedViews';
import { ON_NEW } from '../bookings/onNew';
import { mayOverride, recordOverride } from '../bookings/policyOverride';
import { refsOf, subjectOf } from '../bookings/views';
import type { Inventory } from '../domain/Inventory';
import { notVisible } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { Permit, SeriesTarget } from './CurrentSeries';
import { changeOfPreview } from './changeOfPreview';
import type { RuleChange } from './planRule';
import { rulePreview } from './rulePreview';
import { seriesPreview } from './seriesPreview';
import type { RulePermits, SeriesService } from './SeriesService';
import { seriesView } from './seriesView';

type OnSeries = Decisions<(typeof ON_NEW)[number]>;
type WithRecurrence<T> = T & { recurrence: NewRecurrence };

type BookingTarget = SeriesTarget & { booking: BookingRecord };

interface Options {
  inner: SeriesService;
  bookings: BookingsService;
  access: AccessDecider;
  rights: BookingRights;
  inventory: InventoryCache;
  explainer: ConflictExplainer;
  accessLog: AccessLog;
}

/**
 * Lets through to {@link SeriesService} what the caller may do: with a series,
 * what they may do with each of its bookings that is meant.
 */
export class AuthorizedSeries {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedSeries {
    return new AuthorizedSeries(options);
  }

  async create(
    input: WithRecurrence<NewBooking>,
    context: CallContext,
  ): Promise<Booking> {
    const { inner, rights, inventory, accessLog } = this.#options;
    const decisions = await this.#decide(context.credentials);
    requirePossible(decisions.bookingCreate, 'book');
    const by = await rights.ofNew(input, decisions, context);
    const { first, overridden, series, booked, skipped } =
      await this.#explaining(decisions, () =>
        inner.create(input, by.owner, context, by),
      );
    const known = await inventory.current();
    if (overridden) {
      recordOverride(accessLog, overridden, known);
    }
    return {
      ...decidedView(first, known, decisions),
      series: { id: series.id, rule: series.rule, booked, skipped },
    };
  }

  async preview(
    input: WithRecurrence<BookingPreviewRequest>,
    context: CallContext,
  ): Promise<BookingPreview> {
    const { inner, rights, explainer } = this.#options;
    const decisions = await this.#decide(context.credentials);
    requirePossible(decisions.bookingCreate, 'book');
    if (input.replaces !== undefined) {
      return this.#previewRule(input.replaces, input, decisions, context);
    }
    const by = await rights.ofNew(input, decisions, context);
    const assessed = await inner.preview(input, by);
    const preview = await seriesPreview(assessed, explainer, inventory =>
      viewerOf(decisions, inventory),
    );
    const { booked } = assessed.assessments[0].plan;
    const resources = booked.map(({ resource }) => resource);
    return { ...preview, mayOverride: mayOverride(decisions, resources) };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Series> {
    const decisions = await this.#decide(credentials);
    return this.#view(id, decisions);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorize(
    id: string,
    action: 'update' | 'cancel',
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#decide(credentials);
    await this.#view(id, decisions);
    const { inner, inventory } = this.#options;
    const { series, bookings } = await inner.get(id);
    const known = await inventory.current();
    bookings
      .filter(one => one.owner === series.owner && !isTerminal(one.status))
      .forEach(one => permit(decisions, action)(one, known));
  }

  /** Changes what a booking's series has from it on, or all. */
  async updateFrom(
    { booking, part }: { booking: string; part: SeriesPart },
    edit: { change: BookingChange; ifMatch: IfMatch },
    context: CallContext,
  ): Promise<Booking> {
    const decisions = await this.#decide(context.credentials);
    const target = await this.#targetOf(booking, part, decisions);
    const { recurrence, ...change } = edit.change;
    const { series, ...changed } = recurrence
      ? await this.#changeRule(
          target,
          { ...edit, change: { ...change, recurrence } },
          decisions,
          context,
        )
      : { booking: await this.#change(target, edit, decisions, context) };
    const inventory = await this.#options.inventory.current();
    return {
      ...decidedView(changed.booking, inventory, decisions),
      ...(series && { series }),
    };
  }

  async update(
    id: string,
    edit: { change: SeriesChange; ifMatch: IfMatch },
    context: CallContext,
  ): Promise<Series> {
    const decisions = await this.#decide(context.credentials);
    await this.#view(id, decisions);
    const target: SeriesTarget = { seriesId: id, part: 'all' };
    const changed = await this.#change(target, edit, decisions, context);
    return this.#view(changed.seriesId!, decisions);
  }

  async cancelFrom(
    { booking, part }: { booking: string; part: SeriesPart },
    reason: string | undefined,
    context: CallContext,
  ): Promise<Booking> {
    const decisions = await this.#decide(context.credentials);
    const target = await this.#targetOf(booking, part, decisions);
    const ended = await this.#options.inner.cancel(
      target,
      { reason, permit: permit(decisions, 'cancel') },
      context,
    );
    const inventory = await this.#options.inventory.current();
    return decidedView(ended, inventory, decisions);
  }

  async cancel(
    id: string,
    reason: string | undefined,
    context: CallContext,
  ): Promise<void> {
    const decisions = await this.#decide(context.credentials);
    await this.#view(id, decisions);
    await this.#options.inner.cancel(
      { seriesId: id, part: 'all' },
      { reason, permit: permit(decisions, 'cancel') },
      context,
    );
  }

  async #change(
    target: SeriesTarget,
    edit: { change: BookingChange; ifMatch: IfMatch },
    decisions: OnSeries,
    context: CallContext,
  ): Promise<BookingRecord> {
    const { inner, rights, inventory } = this.#options;
    const { resourceRefs } = edit.change;
    const wanted =
      resourceRefs && (await rights.requireBookable(resourceRefs, decisions));
    const known = await inventory.current();
    const one = target.booking ?? (await this.#anyOf(target.seriesId));
    const booked = one.resources.flatMap(({ id }) => known.resource(id) ?? []);
    const by = await rights.ofMove(one, wanted ?? booked, decisions, context);
    return this.#explaining(decisions, () =>
      inner.change(
        target,
        { ...edit, permit: permit(decisions, 'update') },
        context,
        by,
      ),
    );
  }

  async #changeRule(
    target: BookingTarget,
    edit: { change: RuleChange; ifMatch: IfMatch },
    decisions: OnSeries,
    context: CallContext,
  ): Promise<{ booking: BookingRecord; series?: SeriesReport }> {
    const { inner } = this.#options;
    const by = await this.#callerOfRule(
      target,
      edit.change,
      decisions,
      context,
    );
    const permits = rulePermits(decisions);
    const { booking, ruleOf, booked, skipped } = await this.#explaining(
      decisions,
      () => inner.changeRule(target, { ...edit, permits }, context, by),
    );
    const { id, rule } = ruleOf;
    return { booking, series: { id, rule, booked, skipped } };
  }

  async #previewRule(
    id: string,
    input: WithRecurrence<BookingPreviewRequest>,
    decisions: OnSeries,
    context: CallContext,
  ): Promise<BookingPreview> {
    const { inner, explainer, inventory } = this.#options;
    const { apply: part = 'following' } = input;
    const target = await this.#targetOf(id, part, decisions);
    const known = await inventory.current();
    const change = changeOfPreview(input, target.booking, known);
    const by = await this.#callerOfRule(target, change, decisions, context);
    const assessed = await inner.previewRule(
      target,
      { change, permits: rulePermits(decisions) },
      by,
    );
    return rulePreview(assessed, explainer, viewerOf(decisions, known));
  }

  /** Another rule makes bookings: whoever gives it must be able to. */
  async #callerOfRule(
    { booking }: BookingTarget,
    { resourceRefs }: BookingChange,
    decisions: OnSeries,
    context: CallContext,
  ) {
    const { rights, inventory } = this.#options;
    const known = await inventory.current();
    return rights.ofNew(
      {
        resourceRefs: resourceRefs ?? refsOf(booking.resources, known),
        onBehalfOf: booking.owner,
      },
      decisions,
      context,
    );
  }

  /** Any of its bookings: whose they are is the same for all that are meant. */
  async #anyOf(seriesId: string): Promise<BookingRecord> {
    const { series, bookings } = await this.#options.inner.get(seriesId);
    const own = bookings.filter(({ owner }) => owner === series.owner);
    return own.at(-1) ?? bookings[0];
  }

  async #targetOf(
    id: string,
    part: SeriesPart,
    decisions: OnSeries,
  ): Promise<BookingTarget> {
    const { bookings, inventory } = this.#options;
    const booking = await bookings.get(id);
    const known = await inventory.latest();
    if (!decisions.bookingRead.allows(subjectOf(booking, known))) {
      throw notVisible('booking', id);
    }
    if (booking.seriesId === undefined || part === 'one') {
      throw invalidField('apply', 'must be one: it is no part of a series');
    }
    return { seriesId: booking.seriesId, booking, part };
  }

  async #view(id: string, decisions: OnSeries): Promise<Series> {
    const { inner, inventory } = this.#options;
    const { series, bookings } = await inner.get(id);
    const known = await inventory.latest();
    const visible = bookings.filter(one =>
      decisions.bookingRead.allows(subjectOf(one, known)),
    );
    if (visible.length === 0) {
      throw notVisible('series', id);
    }
    return seriesView(series, visible, known, decisions);
  }

  #decide(credentials: BackstageCredentials): Promise<OnSeries> {
    return this.#options.access.decide(credentials, ON_NEW);
  }

  /** Turns a conflict into the 409 this caller may hear. */
  async #explaining<T>(
    decisions: OnSeries,
    command: () => Promise<T>,
  ): Promise<T> {
    try {
      return await command();
    } catch (error) {
      if (error instanceof ClaimConflict) {
        const { assessment } = error;
        throw await this.#options.explainer.explain(
          assessment,
          viewerOf(decisions, assessment.plan.inventory),
        );
      }
      throw error;
    }
  }
}

function permit(decisions: OnSeries, action: 'update' | 'cancel'): Permit {
  const decision =
    action === 'update' ? decisions.bookingUpdate : decisions.bookingCancel;
  return (booking: BookingRecord, inventory: Inventory) => {
    if (!decision.allows(subjectOf(booking, inventory))) {
      throw new NotAllowedError(`You may not ${action} this series`);
    }
    const hidden =
      action === 'update' &&
      booking.resources
        .flatMap(({ id }) => inventory.resource(id) ?? [])
        .some(resource => !decisions.resourceRead.allows(resource));
    if (hidden) {
      throw new NotAllowedError(
        'You may no longer use what this series is for; you may cancel it',
      );
    }
  };
}

function rulePermits(decisions: OnSeries): RulePermits {
  return {
    change: permit(decisions, 'update'),
    cancel: permit(decisions, 'cancel'),
  };
}
