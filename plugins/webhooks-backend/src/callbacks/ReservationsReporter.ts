import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  createReservationsClient,
  type ProvisioningReport,
  type ReservationsClient,
  ReservationsRequestError,
} from '@callboard/backstage-plugin-reservations-common';
import type { ProvisioningReporter } from './types';

const TIMEOUT_MS = 5_000;

/** Passes reports on to the reservations API as this plugin itself. */
export class ReservationsReporter implements ProvisioningReporter {
  readonly #client: ReservationsClient;
  readonly #logger: LoggerService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
  }): ReservationsReporter {
    const { auth, discovery, logger } = options;
    const client = createReservationsClient({
      discovery,
      fetch: async request => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'reservations',
        });
        request.headers.set('authorization', `Bearer ${token}`);
        return fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      },
    });
    return new ReservationsReporter(client, logger);
  }

  private constructor(client: ReservationsClient, logger: LoggerService) {
    this.#client = client;
    this.#logger = logger;
  }

  async report(bookingId: string, report: ProvisioningReport): Promise<void> {
    try {
      await this.#client.POST('/bookings/{id}/provisioning', {
        params: { path: { id: bookingId } },
        body: report,
      });
    } catch (error) {
      const status = error instanceof ReservationsRequestError && error.status;
      if (status === 404) {
        throw new NotFoundError('There is no such booking any more');
      }
      this.#logger.warn('A report could not be handed on', toError(error));
      throw new ServiceUnavailableError(
        'Bookings do not answer: send it again',
      );
    }
  }
}
