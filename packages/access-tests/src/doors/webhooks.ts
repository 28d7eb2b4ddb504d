import type {
  CreatedEndpoint,
  Delivery,
} from '@callboard/backstage-plugin-webhooks-common';
import type { Portal } from '../portal/startPortal';
import type { Caller } from '../portal/people';
import {
  administrators,
  NEWEST,
  type Variant,
  type World,
} from '../table/world';
import { type Door, door, nothing } from './Door';

const plugin = 'webhooks';

const newEndpoint = (scope: object) => ({
  url: 'https://hooks.example.com/callboard',
  eventTypes: ['booking.started'],
  scope,
});

/** Whoever may have endpoints only on sites of theirs, and has none. */
const administersNothing = ({ kind, claims, roles, sites }: Caller) =>
  kind === 'account'
    ? sites?.length === 0
    : !roles.some(role => /^(global-admin|operations)$/.test(role)) &&
      !administrators.some(ref => claims.includes(ref));

const onEndpoint = (
  operation: string,
  more: Pick<Door<CreatedEndpoint>, 'permission' | 'request' | 'status'> &
    Partial<Door<CreatedEndpoint>>,
): Door =>
  door<CreatedEndpoint>({
    plugin,
    operation,
    sees: 'webhooks.endpoint.read',
    named: 'path',
    things: world => world.variants.endpoints,
    ...more,
  });

const endpoints: Door[] = [
  door<{ entityRef: string }>({
    plugin,
    operation: 'createEndpoint',
    permission: 'webhooks.endpoint.create',
    sees: 'reservations.site.read',
    unseen: 400,
    closedTo: administersNothing,
    named: 'body',
    things: world => world.variants.places,
    request: ({ is }) => [
      'POST',
      '/endpoints',
      { body: newEndpoint({ kind: 'site', ref: is.entityRef }) },
    ],
    status: 201,
    actions: ({ is }) => [
      {
        action: 'create-endpoint',
        input: newEndpoint({ kind: 'site', ref: is.entityRef }),
      },
    ],
  }),
  door({
    plugin,
    operation: 'createEndpoint for everything',
    permission: 'webhooks.endpoint.create',
    named: 'body',
    things: nothing,
    request: () => [
      'POST',
      '/endpoints',
      { body: newEndpoint({ kind: 'all' }) },
    ],
    status: 201,
    actions: () => [
      { action: 'create-endpoint', input: newEndpoint({ kind: 'all' }) },
    ],
  }),
  onEndpoint('getEndpoint', {
    permission: 'webhooks.endpoint.read',
    request: ({ is }) => ['GET', `/endpoints/${is.id}`],
    status: 200,
    actions: ({ is }) => [{ action: 'get-endpoint', input: { id: is.id } }],
  }),
  onEndpoint('getEndpointHealth', {
    permission: 'webhooks.endpoint.read',
    request: ({ is }) => ['GET', `/endpoints/${is.id}/health`],
    status: 200,
  }),
  onEndpoint('updateEndpoint', {
    permission: 'webhooks.endpoint.update',
    request: ({ is }) => [
      'PATCH',
      `/endpoints/${is.id}`,
      { headers: NEWEST, body: { title: 'Other' } },
    ],
    status: 200,
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-endpoint',
        input: { id: is.id, version: is.version, title: 'Other' },
      },
    ],
  }),
  onEndpoint('deleteEndpoint', {
    permission: 'webhooks.endpoint.delete',
    request: ({ is }) => ['DELETE', `/endpoints/${is.id}`],
    status: 204,
    changes: true,
    actions: ({ is }) => [{ action: 'delete-endpoint', input: { id: is.id } }],
  }),
  onEndpoint('pauseEndpoint', {
    permission: 'webhooks.endpoint.update',
    request: ({ is }) => ['POST', `/endpoints/${is.id}/pause`],
    status: 200,
    actions: ({ is }) => [{ action: 'pause-endpoint', input: { id: is.id } }],
  }),
  onEndpoint('resumeEndpoint', {
    permission: 'webhooks.endpoint.update',
    request: ({ is }) => ['POST', `/endpoints/${is.id}/resume`],
    status: 200,
    actions: ({ is }) => [{ action: 'resume-endpoint', input: { id: is.id } }],
  }),
  onEndpoint('testEndpoint', {
    permission: 'webhooks.endpoint.update',
    request: ({ is }) => ['POST', `/endpoints/${is.id}/test`],
    status: 202,
    actions: ({ is }) => [{ action: 'test-endpoint', input: { id: is.id } }],
  }),
  onEndpoint('rotateEndpointSecret', {
    permission: 'webhooks.endpoint.update',
    request: ({ is }) => ['POST', `/endpoints/${is.id}/rotate-secret`],
    status: 200,
  }),
  onEndpoint('replayEndpoint', {
    permission: 'webhooks.delivery.redeliver',
    request: ({ is }) => [
      'POST',
      `/endpoints/${is.id}/replay`,
      { body: { since: new Date().toISOString() } },
    ],
    status: 202,
    actions: ({ is }) => [
      {
        action: 'replay-since',
        input: { id: is.id, since: new Date().toISOString() },
      },
    ],
  }),
];

/** A test event that was sent to each kind of endpoint. */
function deliveries(portal: Portal) {
  return (world: World): Variant<Delivery>[] =>
    world.variants.endpoints.map(({ title, make }) => ({
      title: `to one ${title}`,
      make: async () => {
        const endpoint = await make();
        await portal.done(
          plugin,
          'admin',
          'POST',
          `/endpoints/${endpoint.is.id}/test`,
        );
        const { items } = await portal.done<{ items: Delivery[] }>(
          plugin,
          'admin',
          'GET',
          `/deliveries?endpoint=${endpoint.is.id}`,
        );
        return { ...endpoint, is: items[0] };
      },
    }));
}

const deliveryDoors = (portal: Portal): Door[] => {
  const onDelivery = (
    operation: string,
    more: Pick<Door<Delivery>, 'permission' | 'request' | 'status'> &
      Partial<Door<Delivery>>,
  ) =>
    door<Delivery>({
      plugin,
      operation,
      sees: 'webhooks.delivery.read',
      named: 'path',
      things: deliveries(portal),
      ...more,
    });
  return [
    onDelivery('getDelivery', {
      permission: 'webhooks.delivery.read',
      request: ({ is }) => ['GET', `/deliveries/${is.id}`],
      status: 200,
      actions: ({ is }) => [{ action: 'get-delivery', input: { id: is.id } }],
    }),
    onDelivery('listAttempts', {
      permission: 'webhooks.delivery.read',
      request: ({ is }) => ['GET', `/deliveries/${is.id}/attempts`],
      status: 200,
    }),
    onDelivery('redeliverDelivery', {
      permission: 'webhooks.delivery.redeliver',
      request: ({ is }) => ['POST', `/deliveries/${is.id}/redeliver`],
      status: 202,
      actions: ({ is }) => [
        { action: 'redeliver', input: { deliveryIds: [is.id] } },
      ],
    }),
  ];
};

export const webhooksDoors = (portal: Portal): Door[] => [
  ...endpoints,
  ...deliveryDoors(portal),
  door({
    plugin,
    operation: 'listEventTypes',
    permission: 'webhooks.event-type.read',
    named: 'nothing',
    things: nothing,
    request: () => ['GET', '/event-types'],
    status: 200,
    actions: () => [{ action: 'list-event-types', input: {} }],
  }),
];
