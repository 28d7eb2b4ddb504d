import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ServiceRequestsClient } from '@callboard/backstage-plugin-service-requests-common';

/** The service requests backend, of which a portal need not have one. */
export const serviceRequestsApiRef = createApiRef<ServiceRequestsClient>({
  id: 'plugin.reservations.service-requests-client',
});
