import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { TimelineItem } from '@callboard/backstage-plugin-reservations-common';
import {
  createWebhooksClient,
  type Delivery,
  WebhooksRequestError,
} from '@callboard/backstage-plugin-webhooks-common';

const LIMIT = 200;
const MOST = 100;
const TIMEOUT_MS = 5_000;

interface DeliveryQuery {
  q?: string;
  status?: ['dead'];
  from?: string;
  limit: number;
}

/** What webhooks sent, as its reader may see it there. */
export class WebhookDeliveries {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #logger: LoggerService;

  private constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#logger = options.logger;
  }

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
  }): WebhookDeliveries {
    return new WebhookDeliveries(options);
  }

  /**
   * What was sent because of a booking. Nothing for who may see no deliveries, and
   * where there are no webhooks; undefined where they do not answer.
   */
  async of(
    bookingId: string,
    credentials: BackstageCredentials,
  ): Promise<TimelineItem[] | undefined> {
    const found = await this.#list({ q: bookingId, limit: LIMIT }, credentials);
    return found?.map(toItem);
  }

  /**
   * How many of those that the caller may see have failed for good since then, at
   * most a hundred.
   */
  async failedSince(
    from: number,
    credentials: BackstageCredentials,
  ): Promise<number> {
    const found = await this.#list(
      { status: ['dead'], from: new Date(from).toISOString(), limit: MOST },
      credentials,
    );
    return found?.length ?? 0;
  }

  async #list(
    query: DeliveryQuery,
    credentials: BackstageCredentials,
  ): Promise<Delivery[] | undefined> {
    try {
      const { token } = await this.#auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'webhooks',
      });
      const client = createWebhooksClient({
        discovery: this.#discovery,
        fetch: async request => {
          request.headers.set('authorization', `Bearer ${token}`);
          return fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) });
        },
      });
      const { data } = await client.GET('/deliveries', { params: { query } });
      return data!.items;
    } catch (error) {
      if (
        error instanceof WebhooksRequestError &&
        [401, 403, 404].includes(error.status)
      ) {
        return [];
      }
      this.#logger.warn(
        `What webhooks sent is not known: ${stringifyError(error)}`,
      );
      return undefined;
    }
  }
}

function toItem(delivery: Delivery): TimelineItem {
  return {
    at: delivery.finishedAt ?? delivery.createdAt,
    kind: 'delivery',
    code: delivery.eventType,
    delivery: {
      id: delivery.id,
      endpointId: delivery.endpointId,
      endpoint: delivery.endpointTitle,
      status: delivery.status,
      attempts: delivery.attempts,
      lastStatus: delivery.lastStatus,
      lastError: delivery.lastErrorClass,
    },
  };
}
