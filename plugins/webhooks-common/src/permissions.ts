import { createPermission } from '@backstage/plugin-permission-common';

/** An endpoint, by its id; a delivery is asked about as the endpoint it goes to. */
export const RESOURCE_TYPE_ENDPOINT = 'webhooks-endpoint';

const resourceType = RESOURCE_TYPE_ENDPOINT;

export const webhooksEndpointReadPermission = createPermission({
  name: 'webhooks.endpoint.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Asked of the endpoint as it would be; one that belongs to no site needs an unconditional allow. */
export const webhooksEndpointCreatePermission = createPermission({
  name: 'webhooks.endpoint.create',
  attributes: { action: 'create' },
  resourceType,
});

/** Its settings; pausing, resuming and testing it; a new secret. */
export const webhooksEndpointUpdatePermission = createPermission({
  name: 'webhooks.endpoint.update',
  attributes: { action: 'update' },
  resourceType,
});

export const webhooksEndpointDeletePermission = createPermission({
  name: 'webhooks.endpoint.delete',
  attributes: { action: 'delete' },
  resourceType,
});

/** What an endpoint was sent, and what it answered. */
export const webhooksDeliveryReadPermission = createPermission({
  name: 'webhooks.delivery.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Sending again what an endpoint was, or would have been, sent. */
export const webhooksDeliveryRedeliverPermission = createPermission({
  name: 'webhooks.delivery.redeliver',
  attributes: { action: 'update' },
  resourceType,
});

/** The catalogue of event types, with their schemas and examples. */
export const webhooksEventTypeReadPermission = createPermission({
  name: 'webhooks.event-type.read',
  attributes: { action: 'read' },
});

export const webhooksEndpointPermissions = [
  webhooksEndpointReadPermission,
  webhooksEndpointCreatePermission,
  webhooksEndpointUpdatePermission,
  webhooksEndpointDeletePermission,
  webhooksDeliveryReadPermission,
  webhooksDeliveryRedeliverPermission,
];

/** What is asked of nothing in particular. */
export const webhooksBasicPermissions = [webhooksEventTypeReadPermission];

export const webhooksPermissions = [
  ...webhooksBasicPermissions,
  ...webhooksEndpointPermissions,
];
