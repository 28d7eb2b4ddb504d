import { toInstant } from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { OfferingRecord } from './OfferingStore';

export type OfferingEventType =
  'offering.created' | 'offering.changed' | 'offering.archived';

/** What is said of an offering; its document is read from the portal. */
export function offeringEvent(
  type: OfferingEventType,
  actor: string,
  offering: OfferingRecord,
  before?: OfferingRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `offering:${offering.name}`,
    actor,
    occurredAt: new Date(offering.updatedAt),
    refs: { offering: offering.name },
    data: JSON.parse(
      JSON.stringify({
        offering: described(offering),
        before: before && described(before),
      }),
    ),
  };
}

function described({ createdAt, updatedAt, ...rest }: OfferingRecord) {
  return {
    ...rest,
    createdAt: toInstant(createdAt),
    updatedAt: toInstant(updatedAt),
  };
}
