import type {
  Delivery,
  Endpoint,
} from '@callboard/backstage-plugin-webhooks-common';

/** What an action says of an endpoint: neither its secret nor its headers. */
export function describeEndpoint(endpoint: Endpoint) {
  return {
    id: endpoint.id,
    version: endpoint.version,
    title: endpoint.title,
    description: endpoint.description,
    url: endpoint.url,
    status: endpoint.status,
    disabledReason: endpoint.disabledReason,
    failingSince: endpoint.failingSince,
    eventTypes: endpoint.eventTypes,
    scope: endpoint.scope,
    siteRef: endpoint.siteRef,
    owner: endpoint.owner,
    profile: endpoint.profile,
    includePersonalData: endpoint.includePersonalData,
    ...endpoint.queue,
    actions: endpoint.actions,
    link: `/webhooks/endpoints?form=${endpoint.id}`,
  };
}

/** What an action says of a delivery. */
export function describeDelivery(delivery: Delivery) {
  return {
    id: delivery.id,
    endpointId: delivery.endpointId,
    endpointTitle: delivery.endpointTitle,
    endpointDeleted: delivery.endpointDeleted,
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    resourceRefs: delivery.resourceRefs,
    status: delivery.status,
    reason: delivery.reason,
    test: delivery.test,
    superseded: delivery.superseded,
    attempts: delivery.attempts,
    lastStatus: delivery.lastStatus,
    lastErrorClass: delivery.lastErrorClass,
    createdAt: delivery.createdAt,
    nextAttemptAt: delivery.nextAttemptAt,
    actions: delivery.actions,
    link: deliveryLink(delivery.id),
  };
}

export function deliveryLink(id: string): string {
  return `/webhooks/log?q=${id}`;
}
