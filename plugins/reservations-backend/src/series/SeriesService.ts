import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { readNow } from '@callboard/backend-database';
import {
  type IfMatch,
  PreconditionFailedError,
} from '@callboard/backend-openapi';
import type {
  BookingChange,
  BookingPreviewRequest,
  NewBooking,
  NewRecurrence,
  SkippedOccurrence,
} from '@callboard/backstage-plugin-reservations-common';
import { type Assessment, fits } from '../bookings/assess';
import type { BookingRecord } from '../bookings/BookingRecord';
import { type By, type Caller, termsOf } from '../bookings/BookingsService';
import { newBookingRecord } from '../bookings/newBookingRecord';
import { insertBookings } from '../bookings/operations/insertBookings';
import { checkInterval, parseInterval } from '../domain/bookingTimes';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import type { Occurrence, Recurrence } from '../domain/recurrence';
import { type BookingPlan, planBooking } from '../domain/planBooking';
import { notFound } from '../errors';
import { type About, judgeEach } from '../externalPolicies';
import { changeBookings } from './changeBookings';
import { changeRule, claimingPlaces, ruleRequest } from './changeRule';
import type {
  CurrentSeries,
  Permit,
  SeriesOptions,
  SeriesTarget,
} from './CurrentSeries';
import { endBookings } from './endBookings';
import { planChange, type SeriesEdit } from './planChange';
import { planRule, type RuleChange, type RuleEdit } from './planRule';
import { readRecurrence } from './readRecurrence';
import type { RuleAssessment } from './rulePreview';
import { type SeriesRecord, storedRecurrence } from './SeriesRecord';
import { skippedOccurrence } from './skippedOccurrence';
import type { ChangedRule } from './storeRule';

/** What one request for a series has made. */
export interface MadeSeries {
  series: SeriesRecord;
  /** The first of its bookings. */
  first: BookingRecord;
  /** The first for which rules were set aside. */
  overridden?: BookingRecord;
  booked: number;
  skipped: SkippedOccurrence[];
}

/** What would become of each occurrence. */
export interface SeriesAssessment {
  occurrences: Occurrence[];
  assessments: Assessment[];
}

/** Who may change what stays, and cancel what has no place any more. */
export interface RulePermits {
  change: Permit;
  cancel: Permit;
}

const ATTEMPTS = 10;

/**
 * Bookings that one rule makes. They are rows like all others, made in one
 * transaction, and each goes its own way afterwards; the series remembers the
 * rule, so that many can be changed or cancelled at once.
 *
 * What has begun, is over, or was handed on to somebody else is never changed
 * with the others. What was moved alone keeps its time when the others move.
 */
export class SeriesService {
  readonly #options: SeriesOptions;

  private constructor(options: SeriesOptions) {
    this.#options = options;
  }

  static create(options: SeriesOptions): SeriesService {
    return new SeriesService(options);
  }

  async get(
    id: string,
  ): Promise<{ series: SeriesRecord; bookings: BookingRecord[] }> {
    const { database, series } = this.#options;
    const found = await database.read(db => series.get(db, id));
    if (!found) {
      throw notFound('series', id);
    }
    const bookings = await database.read(db => series.bookings(db, id));
    return { series: found, bookings };
  }

  async getMany(ids: string[]): Promise<SeriesRecord[]> {
    const { database, series } = this.#options;
    return database.read(db => series.getMany(db, ids));
  }

  async preview(
    input: BookingPreviewRequest & { recurrence: NewRecurrence },
    by?: Caller,
  ): Promise<SeriesAssessment> {
    const planned = this.#planner(input, input.recurrence, input.parameters);
    const assessments = await this.#options.transaction.look({
      plan: planned.plan,
      ...termsOf(by, by?.owner, input.project),
      verdictsEach:
        by?.owner === undefined
          ? undefined
          : await this.#ask(planned.plan, {
              operation: 'create',
              dryRun: true,
              booking: { ...input, owner: by.owner },
            }),
      startChanged: true,
    });
    return { occurrences: planned.last().occurrences, assessments };
  }

  async create(
    input: NewBooking & { recurrence: NewRecurrence },
    owner: string,
    context: By,
    by?: Caller,
  ): Promise<MadeSeries> {
    const planned = this.#planner(
      input,
      input.recurrence,
      input.parameters ?? {},
    );
    return this.#options.transaction.run(
      {
        plan: planned.plan,
        ...termsOf(by, owner, input.project),
        verdictsEach: await this.#ask(planned.plan, {
          operation: 'create',
          dryRun: false,
          by: context.actor,
          booking: { ...input, owner },
        }),
        startChanged: true,
        partly: input.recurrence.onConflict === 'skip',
        idempotency: context.idempotency,
      },
      async (tx, assessments) => {
        const now = assessments[0].now;
        const { recurrence, occurrences } = planned.last();
        const series: SeriesRecord = {
          id: randomUUID(),
          version: 1,
          ...storedRecurrence(recurrence),
          owner: normaliseRef(owner),
          createdAt: now,
          updatedAt: now,
        };
        const made = assessments.flatMap((assessment, index) =>
          fits(assessment)
            ? [
                {
                  claims: assessment.plan.claims,
                  booking: {
                    ...newBookingRecord(
                      { ...input, timeZone: recurrence.timeZone },
                      assessment,
                      { owner, actor: context.actor },
                    ),
                    seriesId: series.id,
                    occurrenceAt: occurrences[index].start,
                  },
                },
              ]
            : [],
        );
        await this.#options.series.insert(tx, series);
        await insertBookings(
          tx,
          {
            ...this.#options,
            actor: context.actor,
            inventory: assessments[0].plan.inventory,
          },
          made,
        );
        return {
          series,
          first: made[0].booking,
          overridden: made.find(({ booking }) => booking.policyOverride)
            ?.booking,
          booked: made.length,
          skipped: assessments.filter(one => !fits(one)).map(skippedOccurrence),
        };
      },
    );
  }

  /**
   * Changes what has not begun: from one booking on, or all.
   *
   * @returns the booking that it was asked of, or else the first that changed;
   * it may be of another series then, as what was before keeps its own.
   */
  async change(
    target: SeriesTarget,
    edit: { change: BookingChange; ifMatch: IfMatch; permit: Permit },
    context: By,
    by?: Caller,
  ): Promise<BookingRecord> {
    return this.#untilUnchanged(target, edit.ifMatch, async current => {
      const known = await this.#options.inventory.latest();
      const planned: SeriesEdit = planChange(current, edit.change, known);
      planned.affected.forEach(one => edit.permit(one.seen, known));
      return changeBookings(planned, {
        ...this.#options,
        known,
        context,
        by,
        planOf: one => this.#planOf(one),
      });
    });
  }

  /** What another rule would make of it. */
  async previewRule(
    target: SeriesTarget,
    edit: { change: RuleChange; permits: RulePermits },
    by?: Caller,
  ): Promise<RuleAssessment> {
    return this.#untilUnchanged(target, '*', async current => {
      const known = await this.#options.inventory.latest();
      const planned = planRule(current, edit.change, known);
      requirePermitted(planned, edit.permits, known);
      const assessments =
        claimingPlaces(planned).length === 0
          ? []
          : await this.#options.transaction.look(
              await ruleRequest(planned, { ...this.#options, known, by }),
            );
      return { edit: planned, assessments };
    });
  }

  /** Gives another rule to what has not begun: from one booking on, or all. */
  async changeRule(
    target: SeriesTarget,
    edit: { change: RuleChange; ifMatch: IfMatch; permits: RulePermits },
    context: By,
    by?: Caller,
  ): Promise<ChangedRule> {
    return this.#untilUnchanged(target, edit.ifMatch, async current => {
      const known = await this.#options.inventory.latest();
      const planned = planRule(current, edit.change, known);
      requirePermitted(planned, edit.permits, known);
      return changeRule(planned, {
        ...this.#options,
        ...{ known, by, actor: context.actor },
        partly: edit.change.recurrence.onConflict === 'skip',
      });
    });
  }

  /** Cancels what has not begun, and the booking itself that it is asked of. */
  async cancel(
    target: SeriesTarget,
    edit: { reason?: string; permit: Permit },
    context: By,
  ): Promise<BookingRecord> {
    return this.#untilUnchanged(target, '*', async current => {
      const known = await this.#options.inventory.latest();
      return endBookings(current, {
        ...this.#options,
        ...edit,
        known,
        context,
      });
    });
  }

  #ask(plan: (inventory: Inventory) => BookingPlan[], about: About) {
    const { external, inventory } = this.#options;
    return judgeEach(
      external,
      plan,
      () => inventory.current(),
      () => about,
    );
  }

  /** Again, where something of it changed before it was locked. */
  async #untilUnchanged<T>(
    target: SeriesTarget,
    ifMatch: IfMatch,
    command: (current: CurrentSeries) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const { series, bookings } = await this.get(target.seriesId);
      const booking =
        target.booking && bookings.find(({ id }) => id === target.booking!.id);
      if (target.booking && !booking) {
        throw new ConflictError(
          'This booking has become part of another series; load it again',
        );
      }
      const { version } = booking ?? series;
      if (ifMatch !== '*' && ifMatch !== version) {
        throw new PreconditionFailedError(
          `This has changed since you loaded it (it is now version ${version}); load it again`,
        );
      }
      try {
        const now = await this.#options.database.read(readNow);
        return await command({ ...target, series, bookings, booking, now });
      } catch (error) {
        const changed = error instanceof PreconditionFailedError;
        if (!changed || attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /** Plans of a new series; the zone may be that of its first resource. */
  #planner(
    input: Pick<
      NewBooking,
      'resourceRefs' | 'units' | 'start' | 'end' | 'timeZone'
    >,
    recurrence: NewRecurrence,
    parameters: NewBooking['parameters'],
  ) {
    const first = parseInterval(input.start, input.end);
    checkInterval(first, this.#options.maxBookingDays);
    let last: { recurrence: Recurrence; occurrences: Occurrence[] } | undefined;
    const plan = (inventory: Inventory): BookingPlan[] => {
      const site = inventory.resourceByRef(input.resourceRefs[0])?.site;
      last = readRecurrence(
        recurrence,
        first,
        input.timeZone ?? site?.timeZone ?? 'UTC',
        input.resourceRefs.length,
      );
      return last.occurrences.map(({ start, end }, index) =>
        planBooking(
          {
            resourceRefs: input.resourceRefs,
            units: input.units,
            time: { start, end },
            // Checked once: it is the same for all.
            parameters: index === 0 ? (parameters as JsonObject) : undefined,
          },
          inventory,
        ),
      );
    };
    return { plan, last: () => last! };
  }

  #planOf(one: SeriesEdit['affected'][number]) {
    const { input, parameters } = one.next;
    const time = parseInterval(input.start, input.end);
    checkInterval(time, this.#options.maxBookingDays);
    return (inventory: Inventory): BookingPlan =>
      planBooking({ ...input, time, parameters }, inventory);
  }
}

function requirePermitted(
  { places, gone }: RuleEdit,
  permits: RulePermits,
  known: Inventory,
): void {
  places.forEach(({ kept }) => kept && permits.change(kept.seen, known));
  for (const one of gone) {
    permits.change(one, known);
    permits.cancel(one, known);
  }
}
