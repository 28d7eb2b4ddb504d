import { stringifyError } from '@backstage/errors';
import type { RetrySchedule } from '../domain/retrySchedule';
import { judge } from '../domain/verdict';
import type { DeliveryRequest, PayloadBuilder } from '../payload';
import { credentialValues, redactHeaders, redactText } from '../secrets';
import type { Sender, SendResult } from '../sender';
import type { FinishedAttempt } from './finish';
import {
  type ClaimedDelivery,
  type Entitlement,
  type LiveEndpoint,
  TEST_PREFIX,
} from './types';

/** Durations are milliseconds. */
export interface CourierOptions {
  entitlement: Entitlement;
  payloads: Pick<PayloadBuilder, 'build'>;
  sender: Sender;
  /** Where receivers report back, by delivery id. */
  callbackUrl: (deliveryId: string) => string;
  schedule: RetrySchedule;
  /** How long a request may take to prepare; what takes longer is not sent. */
  prepareMs?: number;
  random?: () => number;
}

/** Makes one attempt: may its owner see it, what does it say, send, judge. */
export class Courier {
  readonly #options: CourierOptions;

  static create(options: CourierOptions): Courier {
    return new Courier(options);
  }

  private constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** Never rejects: whatever happens is an attempt, for the log. */
  async attempt(
    delivery: ClaimedDelivery,
    endpoint: LiveEndpoint,
  ): Promise<FinishedAttempt> {
    const { sender, schedule, random = Math.random } = this.#options;
    let request: DeliveryRequest = { headers: {}, body: '' };
    let result: SendResult;
    try {
      if (!(await this.#maySee(endpoint, delivery))) {
        return notAllowed(delivery);
      }
      request = await this.#prepare(delivery, endpoint);
      result = await sender.send({ url: endpoint.url, ...request });
    } catch (error) {
      // Whatever it is (the catalog does not answer, a schema is broken), it is
      // an attempt that failed: in the log, and tried again.
      result = {
        durationMs: 0,
        error: {
          errorClass: 'unknown',
          message: `Not sent: ${stringifyError(error)}`,
          final: false,
        },
      };
    }
    return {
      delivery,
      verdict: judge(result, delivery.tries, {
        schedule,
        random: random(),
        now: Date.now(),
      }),
      result: withoutSecrets(result, endpoint),
      request: {
        headers: redactHeaders(request.headers, endpoint.headers),
        body: request.body,
      },
    };
  }

  /**
   * Asked again with every attempt: a right may be taken away, and an endpoint
   * change hands, while a delivery waits.
   */
  async #maySee(
    endpoint: LiveEndpoint,
    { events }: ClaimedDelivery,
  ): Promise<boolean> {
    const { entitlement } = this.#options;
    const answers = await Promise.all(
      events
        .filter(({ aggregate }) => !aggregate.startsWith(TEST_PREFIX))
        .map(event => entitlement.maySee(endpoint.owner, event)),
    );
    return answers.every(Boolean);
  }

  /** In time: what is sent after its lease has run out may be sent twice. */
  async #prepare(
    delivery: ClaimedDelivery,
    endpoint: LiveEndpoint,
  ): Promise<DeliveryRequest> {
    const { prepareMs = 30_000 } = this.#options;
    const began = performance.now();
    const request = await this.#build(delivery, endpoint);
    if (performance.now() - began > prepareMs) {
      throw new Error('What it says could not be looked up in time');
    }
    return request;
  }

  async #build(
    delivery: ClaimedDelivery,
    endpoint: LiveEndpoint,
  ): Promise<DeliveryRequest> {
    const { payloads, callbackUrl } = this.#options;
    const at = new Date(delivery.claimedAt);
    return payloads.build({
      endpoint: {
        id: endpoint.id,
        url: endpoint.url,
        profile: endpoint.profile,
        includePersonalData: endpoint.includePersonalData,
        headers: endpoint.headers,
        secrets: endpoint.secrets
          .filter(
            ({ expiresAt }) =>
              expiresAt === undefined || expiresAt > delivery.claimedAt,
          )
          .map(({ value }) => value),
      },
      delivery: { id: delivery.deliveryId, resourceRef: delivery.resourceRef },
      events: delivery.events,
      precedingUndelivered: delivery.precedingUndelivered,
      superseded: delivery.superseded,
      at,
      callbackUrl: callbackUrl(delivery.deliveryId),
    });
  }
}

function notAllowed(delivery: ClaimedDelivery): FinishedAttempt {
  return {
    delivery,
    verdict: { kind: 'dead', reason: 'owner_not_allowed' },
    result: {
      durationMs: 0,
      error: {
        errorClass: 'unknown',
        message:
          'Not sent: the owner of the endpoint may not see this any more',
        final: true,
      },
    },
    request: { headers: {}, body: '' },
  };
}

/** Some receivers answer with what they were sent. */
function withoutSecrets(
  { response, error, durationMs }: SendResult,
  { headers, secrets }: LiveEndpoint,
): SendResult {
  const known = [
    ...secrets.map(({ value }) => value),
    ...credentialValues(headers),
  ];
  return {
    durationMs,
    response: response && {
      ...response,
      headers: redactHeaders(response.headers),
      body: redactText(response.body, known),
    },
    error: error && { ...error, message: redactText(error.message, known) },
  };
}
