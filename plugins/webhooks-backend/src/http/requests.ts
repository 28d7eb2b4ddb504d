import { requestContext } from '@callboard/backend-access';
import { invalidField } from '@callboard/backend-openapi';
import type {
  RedeliverRequest,
  WebhooksOperations,
} from '@callboard/backstage-plugin-webhooks-common';
import { normaliseRef } from '@callboard/site-directory';
import type { DeliveryFilter } from '../log';

/** The context of a request; with its `Idempotency-Key` where it has one. */
export const contextOf: typeof requestContext<keyof WebhooksOperations> =
  requestContext;

/** Epoch milliseconds of an instant that the document has checked. */
export function at(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}

/** An entity ref as it is stored. */
export function entityOf(
  ref: string | undefined,
  field: string,
): string | undefined {
  return ref === undefined ? undefined : normaliseRef(ref, field);
}

/**
 * Which deliveries are to be sent again.
 *
 * @throws InputError (400) where it names none and no status
 */
export function redeliverFilter(body: RedeliverRequest): DeliveryFilter {
  const { deliveryIds, status, endpointId, entity, eventType, from, to } = body;
  if (deliveryIds === undefined && status === undefined) {
    throw invalidField('body', 'must have deliveryIds or status');
  }
  return {
    ids: deliveryIds,
    statuses: status && [status],
    endpointId: endpointId?.toLowerCase(),
    entityRef: entityOf(entity, 'entity'),
    eventTypes: eventType === undefined ? [] : [eventType],
    from: at(from),
    to: at(to),
  };
}
