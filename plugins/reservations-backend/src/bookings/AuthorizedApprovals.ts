import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import { refusing } from '@callboard/backend-openapi';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { notVisible } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { People } from '../people/People';
import type { AccessDecider } from '../permissions/accessDecider';
import type { BookingSubject } from '../permissions/resourceRefs';
import type { AuthorizedBookings } from './AuthorizedBookings';
import type { BookingRecord } from './BookingRecord';
import type { BookingsService } from './BookingsService';
import { ACTIONS } from './decidedViews';
import { subjectOf } from './views';

/** What somebody decides about a booking of somebody else's. */
export type DecidingAction = 'approve' | 'reject' | 'waive-no-show';

const WORDS: Record<DecidingAction, string> = {
  approve: 'approve this booking',
  reject: 'reject this booking',
  'waive-no-show': 'waive this no-show',
};

const QUESTIONS = [
  'bookingRead',
  'bookingApprove',
  'bookingWaiveNoShow',
  'bookingLeave',
] as const;

interface Options {
  inner: Pick<BookingsService, 'get' | 'approve' | 'end' | 'waiveNoShow'>;
  bookings: Pick<AuthorizedBookings, 'get'>;
  access: AccessDecider;
  people: People;
  inventory: InventoryCache;
}

/**
 * Decisions on bookings, by those who may take them. Nobody decides on what is
 * theirs: the policy says so, for lists and for one booking alike; here it is
 * said in words, and asked once more of who answers for a service account, whose
 * groups the policy does not know.
 */
export class AuthorizedApprovals {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedApprovals {
    return new AuthorizedApprovals(options);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorize(
    id: string,
    action: DecidingAction,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { access, inner, inventory } = this.#options;
    const decisions = await access.decide(credentials, QUESTIONS);
    const booking = await inner.get(id);
    const subject = subjectOf(booking, await inventory.latest());
    if (!decisions.bookingRead.allows(subject)) {
      throw notVisible('booking', id);
    }
    const own = await this.#isOwn(subject, booking, credentials);
    if (own || !decisions[ACTIONS[action]].allows(subject)) {
      const what = WORDS[action];
      throw refusing(
        new NotAllowedError(
          own
            ? `You may not ${what}: you or a group of yours own it, have made it or have asked for it, so somebody else has to decide`
            : `You may not ${what}`,
        ),
        { kind: 'booking', ref: id, what },
      );
    }
  }

  async approve(
    id: string,
    reason: string | undefined,
    context: CallContext,
  ): Promise<Booking> {
    const { inner, bookings } = this.#options;
    await this.authorize(id, 'approve', context.credentials);
    await inner.approve(id, reason, context);
    return bookings.get(id, context.credentials);
  }

  async reject(
    id: string,
    reason: string | undefined,
    context: CallContext,
  ): Promise<Booking> {
    const { inner, bookings } = this.#options;
    await this.authorize(id, 'reject', context.credentials);
    await inner.end(id, { kind: 'reject', reason }, context);
    return bookings.get(id, context.credentials);
  }

  async waiveNoShow(
    id: string,
    reason: string | undefined,
    context: CallContext,
  ): Promise<Booking> {
    const { inner, bookings } = this.#options;
    await this.authorize(id, 'waive-no-show', context.credentials);
    await inner.waiveNoShow(id, reason, context);
    return bookings.get(id, context.credentials);
  }

  async #isOwn(
    { requestedBy }: BookingSubject,
    { owner, bookedBy }: BookingRecord,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const caller = await this.#options.people.caller(credentials);
    const answering = caller?.account
      ? (await this.#options.people.principal(caller.account.owner)).claims
      : [];
    const claims = [...(caller?.claims ?? []), ...answering];
    return [owner, bookedBy, ...requestedBy].some(ref => claims.includes(ref));
  }
}
