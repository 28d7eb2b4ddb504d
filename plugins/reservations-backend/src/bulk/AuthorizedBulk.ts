import { type CallContext, requirePossible } from '@callboard/backend-access';
import {
  type ErrorDetails,
  type FieldError,
  invalidField,
  toErrorAnswer,
  withDetails,
} from '@callboard/backend-openapi';
import type {
  BulkOutcome,
  BulkReport,
  BulkRequest,
  NewBooking,
} from '@callboard/backstage-plugin-reservations-common';
import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import type { BookingRights, KnownCaller } from '../bookings/BookingRights';
import { ClaimConflict } from '../bookings/ClaimTransaction';
import type { ConflictExplainer } from '../bookings/ConflictExplainer';
import { decidedView, viewerOf } from '../bookings/decidedViews';
import { ON_NEW } from '../bookings/onNew';
import { recordOverride } from '../bookings/policyOverride';
import { normaliseRef } from '../domain/Inventory';
import type { BookingPlan } from '../domain/planBooking';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { BulkService } from './BulkService';

type OnBulk = Decisions<(typeof ON_NEW)[number]>;

interface Options {
  inner: BulkService;
  bookings: AuthorizedBookings;
  access: AccessDecider;
  rights: BookingRights;
  inventory: InventoryCache;
  explainer: ConflictExplainer;
  accessLog: AccessLog;
}

/**
 * Several bookings at once, each of them asked for as if it were the only one.
 *
 * One after the other, each is a booking of its own: what is refused says so in
 * the report, and an idempotency key holds for each item, so that a retry makes
 * what was not made the first time. All together, the first refusal refuses all.
 */
export class AuthorizedBulk {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedBulk {
    return new AuthorizedBulk(options);
  }

  async create(
    { items, mode }: BulkRequest,
    context: CallContext,
  ): Promise<BulkReport> {
    items.forEach((item, index) => {
      if (item.recurrence) {
        throw invalidField(
          `items/${index}/recurrence`,
          'must not be given: a series is booked by itself',
        );
      }
    });
    const outcomes =
      mode === 'all'
        ? await this.#together(items, context)
        : await this.#oneByOne(items, context);
    return {
      booked: outcomes.filter(({ booking }) => booking).length,
      items: outcomes,
    };
  }

  async #oneByOne(
    items: NewBooking[],
    context: CallContext,
  ): Promise<BulkOutcome[]> {
    const outcomes: BulkOutcome[] = [];
    for (const [index, item] of items.entries()) {
      try {
        const booking = await this.#options.bookings.create(item, {
          ...context,
          idempotency: context.idempotency && {
            ...context.idempotency,
            key: `${context.idempotency.key}/${index}`,
          },
        });
        outcomes.push({ status: 201, booking });
      } catch (error) {
        outcomes.push(refusalOf(error));
      }
    }
    return outcomes;
  }

  async #together(
    items: NewBooking[],
    context: CallContext,
  ): Promise<BulkOutcome[]> {
    const { inner, access, inventory } = this.#options;
    const decisions = await access.decide(context.credentials, ON_NEW);
    requirePossible(decisions.bookingCreate, 'book');
    const by = await this.#callerOf(items, decisions, context);
    try {
      const made = await inner.create(items, by.owner, context, by, at);
      const known = await inventory.current();
      return made.map(booking => {
        recordOverride(this.#options.accessLog, booking, known);
        return {
          status: 201,
          booking: decidedView(booking, known, decisions),
        };
      });
    } catch (error) {
      throw await this.#explained(error, items, decisions);
    }
  }

  /** All of them are for one person and one project, who are asked once. */
  async #callerOf(
    items: NewBooking[],
    decisions: OnBulk,
    context: CallContext,
  ): Promise<KnownCaller> {
    const callers: KnownCaller[] = [];
    for (const [index, item] of items.entries()) {
      const by = await this.#options.rights
        .ofNew(item, decisions, context)
        .catch(error => {
          throw ofItem(index, error);
        });
      callers.push(by);
      const [first] = callers;
      const field = differenceOf(
        { ...item, owner: by.owner },
        { ...items[0], owner: first.owner },
      );
      if (field) {
        throw invalidField(
          `items/${index}/${field}`,
          'must be the same for all that are booked together',
        );
      }
    }
    return callers.find(({ teams }) => teams.length > 0) ?? callers[0];
  }

  async #explained(
    error: unknown,
    items: NewBooking[],
    decisions: OnBulk,
  ): Promise<unknown> {
    if (!(error instanceof ClaimConflict)) {
      return error;
    }
    const { assessment } = error;
    const taken = await this.#options.explainer.explain(
      assessment,
      viewerOf(decisions, assessment.plan.inventory),
    );
    const index = items.findIndex(item => isPlanOf(item, assessment.plan));
    return index < 0 ? taken : ofItem(index, taken);
  }
}

/** What two items that are booked together must have in common, and have not. */
function differenceOf(
  one: NewBooking & { owner: string },
  other: NewBooking & { owner: string },
): string | undefined {
  if (one.owner !== other.owner) {
    return 'onBehalfOf';
  }
  if (one.project !== other.project) {
    return 'project';
  }
  return one.override?.reason === other.override?.reason
    ? undefined
    : 'override';
}

function refusalOf(error: unknown): BulkOutcome {
  const { status, name, message, details } = toErrorAnswer(error);
  if (status >= 500) {
    throw error;
  }
  return { status, error: { name, message }, ...details } as BulkOutcome;
}

/** Says of which item an error is. */
function at<T>(index: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw ofItem(index, error);
  }
}

function ofItem(index: number, error: unknown): unknown {
  if (!(error instanceof Error)) {
    return error;
  }
  const { details = {} } = error as { details?: ErrorDetails };
  const fields: FieldError[] = details.fields?.length
    ? details.fields.map(({ field, message }) => ({
        field: `items/${index}/${field}`,
        message,
      }))
    : [{ field: `items/${index}`, message: error.message }];
  return withDetails(error, { ...details, fields });
}

function isPlanOf(item: NewBooking, { time, booked }: BookingPlan): boolean {
  const refs = new Set(item.resourceRefs.map(ref => normaliseRef(ref)));
  return (
    Date.parse(item.start) === time.start &&
    Date.parse(item.end) === time.end &&
    booked.every(({ resource }) => refs.has(resource.entityRef))
  );
}
