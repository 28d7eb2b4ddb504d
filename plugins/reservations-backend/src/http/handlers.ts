import type { CallerCredentials, Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedAvailability } from '../availability/AuthorizedAvailability';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import type { CallContext } from '../CallContext';
import { hashRequest } from '../database/idempotency';
import type { AuthorizedInventory } from '../inventory/AuthorizedInventory';
import { availabilityHandlers } from './availabilityHandlers';
import { bookingHandlers } from './bookingHandlers';
import { inventoryHandlers } from './inventoryHandlers';

export interface Services {
  inventory: AuthorizedInventory;
  bookings: AuthorizedBookings;
  availability: AuthorizedAvailability;
}

/** One handler for each operation of the OpenAPI document. */
export function createHandlers(
  services: Services,
): Handlers<ReservationsOperations> {
  return {
    ...inventoryHandlers(services.inventory),
    ...bookingHandlers(services.bookings),
    ...availabilityHandlers(services.availability),
  };
}

/** User entity ref or service subject. */
export function actorOf(credentials: CallerCredentials): string {
  const { principal } = credentials;
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}

/** The context of a request; with its `Idempotency-Key` where it has one. */
export function contextOf(
  operation: keyof ReservationsOperations,
  request: {
    credentials: CallerCredentials;
    params: object;
    body?: unknown;
    headers: { idempotencyKey?: string };
  },
): CallContext {
  const actor = actorOf(request.credentials);
  const key = request.headers.idempotencyKey;
  return {
    credentials: request.credentials,
    actor,
    idempotency:
      key === undefined
        ? undefined
        : {
            principal: actor,
            route: operation,
            key,
            requestHash: hashRequest([request.params, request.body]),
          },
  };
}
