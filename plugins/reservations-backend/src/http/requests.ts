import { requestContext } from '@callboard/backend-access';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';

/** The context of a request; with its `Idempotency-Key` where it has one. */
export const contextOf: typeof requestContext<keyof ReservationsOperations> =
  requestContext;
