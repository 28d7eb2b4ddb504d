import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ReservationsClient } from '@callboard/backstage-plugin-reservations-common';

/** The typed client of the reservations backend. */
export const reservationsApiRef = createApiRef<ReservationsClient>({
  id: 'plugin.reservations.client',
});
