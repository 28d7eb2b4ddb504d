import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ServiceRequestsClient } from '@callboard/backstage-plugin-service-requests-common';

/** The typed client of the service requests backend. */
export const serviceRequestsApiRef = createApiRef<ServiceRequestsClient>({
  id: 'plugin.service-requests.client',
});
