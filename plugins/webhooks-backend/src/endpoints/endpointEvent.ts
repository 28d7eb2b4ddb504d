import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { EndpointRecord } from './EndpointRecord';

export type EndpointEventType =
  | 'endpoint.created'
  | 'endpoint.changed'
  | 'endpoint.paused'
  | 'endpoint.resumed'
  | 'endpoint.secret_rotated'
  | 'endpoint.deleted';

/**
 * What is said of an endpoint. Of its URL only the origin, of its headers
 * nothing: both may hold what lets a caller in.
 */
export function endpointEvent(
  type: EndpointEventType,
  actor: string,
  endpoint: EndpointRecord,
  before?: EndpointRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `endpoint:${endpoint.id}`,
    actor,
    refs: { owner: endpoint.owner, site: endpoint.siteRef },
    data: JSON.parse(
      JSON.stringify({
        endpoint: described(endpoint),
        before: before && described(before),
      }),
    ),
  };
}

function described(endpoint: EndpointRecord) {
  const { sealedHeaders: _headers, url, ...rest } = endpoint;
  return { ...rest, origin: new URL(url).origin };
}
