import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedServices } from '../services';
import { availabilityHandlers } from './availabilityHandlers';
import { bookingHandlers } from './bookingHandlers';
import { provisioningHandlers } from './provisioningHandlers';
import { resourceHandlers } from './resourceHandlers';
import { resourceTypeHandlers } from './resourceTypeHandlers';
import { siteHandlers } from './siteHandlers';
import { sshKeyHandlers } from './sshKeyHandlers';

/** One handler for each operation of the OpenAPI document. */
export function createHandlers(
  services: AuthorizedServices,
): Handlers<ReservationsOperations> {
  return {
    ...siteHandlers(services.sites),
    ...resourceTypeHandlers(services.types),
    ...resourceHandlers(services.resources),
    ...bookingHandlers(services.bookings),
    ...availabilityHandlers(services.availability),
    ...provisioningHandlers(services.provisioning),
    ...sshKeyHandlers(services.sshKeys),
  };
}
