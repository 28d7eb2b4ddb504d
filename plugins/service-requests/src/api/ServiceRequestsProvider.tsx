import { ServiceRequestsError } from '@callboard/backstage-plugin-service-requests-common';
import { createQueryProvider } from '@callboard/frontend-kit';
import { serviceRequestsApiRef } from './serviceRequestsApi';

/** Everything that asks the service requests backend stands inside one of these. */
export const ServiceRequestsProvider = createQueryProvider({
  apiRef: serviceRequestsApiRef,
  isRefusal: error =>
    error instanceof ServiceRequestsError && error.status < 500,
  queries: { staleTime: 2_000 },
});
