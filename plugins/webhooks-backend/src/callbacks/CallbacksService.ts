import {
  AuthenticationError,
  ConflictError,
  NotFoundError,
} from '@backstage/errors';
import { invalidField } from '@callboard/backend-openapi';
import { BadSignatures } from './BadSignatures';
import type { CallbackStore } from './CallbackStore';
import {
  parseJson,
  readAlias,
  readLegacyLog,
  readLegacyNotification,
  readStandard,
  type Said,
} from './readBody';
import type {
  CallbackTarget,
  CallbackTargets,
  DeliveryTarget,
  ProvisioningReporter,
  RawCallback,
} from './types';
import { type Signed, verifyLegacy, verifyStandard } from './verify';

/*
 * A report counts once, and is not lost. It is written down as arrived, handed
 * on to the bookings, and written down as handed on. What was handed on is
 * refused from then on; what was not, because the bookings did not answer or
 * this process ended, may be sent again as it is. Handed on twice, it changes
 * nothing: its id there is made of what was signed.
 *
 * Who knows no secret learns nothing: a delivery that there is not and a
 * signature that is not right are answered alike, before the body is looked at.
 */

const LEGACY_FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;

type LegacyKind = 'notification' | 'log';

interface Options {
  targets: CallbackTargets;
  store: CallbackStore;
  reservations: ProvisioningReporter;
  /** The clock that signatures are held against, in epoch milliseconds. */
  now: () => Promise<number>;
  badSignatures?: BadSignatures;
}

/** Takes the reports of receivers about what they set up. */
export class CallbacksService {
  readonly #options: Options;
  readonly #bad: BadSignatures;

  static create(options: Options): CallbacksService {
    return new CallbacksService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#bad = options.badSignatures ?? BadSignatures.create();
  }

  /**
   * @throws AuthenticationError (401), TooManyRequestsError (429), InputError
   * (400), ConflictError (409) for what was said before, NotFoundError (404) for
   * a booking that is gone, ServiceUnavailableError (503) to be sent again
   */
  async report(call: RawCallback & { deliveryId: string }): Promise<void> {
    const { deliveryId } = call;
    const now = await this.#options.now();
    const { target, signed } = await this.#authenticate(
      `delivery:${deliveryId}`,
      () => this.#options.targets.find(deliveryId),
      secrets => verifyStandard(call, secrets, now),
    );
    const said = readStandard(call.rawBody);
    if (target.bookingId === undefined) {
      throw invalidField(
        'body',
        'is about a delivery that is about no booking',
      );
    }
    await this.#handOn(
      said,
      { ...signed, at: Math.min(signed.at!, now) },
      target,
    );
  }

  /** As {@link report}, in the form of the older service. */
  async reportLegacy(kind: LegacyKind, call: RawCallback): Promise<void> {
    const parsed = parseJson(call.rawBody);
    const body = Object(parsed) as Record<string, unknown>;
    const alias = readAlias(body.webhookId);
    const { target, signed } = await this.#authenticate(
      `endpoint:${alias}`,
      async () =>
        alias === undefined
          ? undefined
          : this.#options.targets.findEndpoint(alias),
      secrets => verifyLegacy(call, secrets),
    );
    const said =
      kind === 'log' ? readLegacyLog(body) : readLegacyNotification(body);
    const bookingAlias = readAlias(body.eventId);
    if (bookingAlias === undefined) {
      if (kind === 'notification') {
        throw invalidField('eventId', 'must be a whole number');
      }
      // A log about no booking: taken, and there is nobody to tell.
      return;
    }
    const booking = await this.#options.targets.findBooking({
      endpointId: target.endpointId,
      bookingAlias,
      resourceAlias: readAlias(body.resourceId),
    });
    if (!booking) {
      throw new NotFoundError('There is no such booking');
    }
    const { endpointId, endpointTitle } = target;
    await this.#handOn(said, signed, { endpointId, endpointTitle, ...booking });
  }

  async #authenticate<T extends CallbackTarget>(
    key: string,
    find: () => Promise<T | undefined>,
    verify: (secrets: string[]) => Signed | undefined,
  ): Promise<{ target: T; signed: Signed }> {
    this.#bad.check(key);
    const target = await find();
    // Without a target the same work is done for nothing.
    const signed = verify(target?.secrets ?? ['nobody knows']);
    if (!target || !signed) {
      this.#bad.add(key);
      throw new AuthenticationError('The signature is not right');
    }
    return { target, signed };
  }

  async #handOn(
    said: Said,
    signed: Signed,
    target: Omit<DeliveryTarget, 'deliveryId' | 'secrets'> & {
      deliveryId?: string;
    },
  ): Promise<void> {
    const { store, reservations } = this.#options;
    const { endpointId, endpointTitle, deliveryId, resourceRef } = target;
    const key = { endpointId, digest: signed.digest };
    const { receivedAt, counts } = await store.begin(key, {
      deliveryId,
      forgottenAfterMs: deliveryId ? undefined : LEGACY_FORGOTTEN_AFTER_MS,
    });
    if (!counts) {
      throw alreadyReported();
    }
    await reservations.report(target.bookingId!, {
      ...said,
      reportId: `${signed.digest}:${receivedAt}`,
      deliveryId: deliveryId ?? 'legacy',
      endpointId,
      endpointTitle,
      resourceRef,
      at: new Date(signed.at ?? receivedAt).toISOString(),
    });
    if (!(await store.markHandedOn(key))) {
      throw alreadyReported();
    }
  }
}

function alreadyReported(): ConflictError {
  return new ConflictError('This was reported already');
}
