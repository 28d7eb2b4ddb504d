import { requestContext } from '@callboard/backend-access';
import type { ServiceRequestsOperations } from '@callboard/backstage-plugin-service-requests-common';

/** The context of a request; with its `Idempotency-Key` where it has one. */
export const contextOf: typeof requestContext<keyof ServiceRequestsOperations> =
  requestContext;
