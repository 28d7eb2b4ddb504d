import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { ServiceRecord } from './types';

export type ServiceEventType =
  | 'service.created'
  | 'service.changed'
  | 'service.ready'
  | 'service.status_changed'
  | 'service.expiring'
  | 'service.extended'
  | 'service.removed';

/** What is said of a service; of its secrets only where they are. */
export function serviceEvent(
  type: ServiceEventType,
  actor: string,
  service: ServiceRecord,
  more: { before?: ServiceRecord; text?: string; at: number },
): NewDomainEvent {
  return {
    type,
    aggregate: `service:${service.id}`,
    actor,
    occurredAt: new Date(more.at),
    refs: {
      owner: service.owner,
      offering: service.offering,
      service: service.id,
    },
    data: JSON.parse(
      JSON.stringify({
        service: described(service),
        before: more.before && described(more.before),
        text: more.text,
      }),
    ),
  };
}

function described({ judgement, ...service }: ServiceRecord) {
  return {
    id: service.id,
    entityRef: service.entityRef,
    name: service.name,
    offering: service.offering,
    environment: service.environment,
    region: service.region,
    owner: service.owner,
    requestId: service.requestId,
    changeRequestId: service.changeRequestId,
    status: service.status,
    statusReason: service.statusReason,
    parameters: service.parameters,
    endpoint: judgement.endpoint,
    secrets: judgement.secrets,
    drift: judgement.drift,
    endDate: service.endDate,
  };
}
