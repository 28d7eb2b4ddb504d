import type {
  Attempt,
  Delivery,
  Endpoint,
  EndpointHealth,
  EventType,
} from '@callboard/backstage-plugin-webhooks-common';

export const CAMPUS = 'resource:default/campus';
export const GPU = 'resource:default/gpu-cluster-2';

export const uuid = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

export function aHealth(over: Partial<EndpointHealth> = {}): EndpointHealth {
  return {
    hours: 24,
    deliveries: 100,
    delivered: 99,
    failed: 1,
    successRate: 0.992,
    p50Ms: 41,
    p95Ms: 214,
    lastSuccessAt: minutesAgo(2),
    series: [
      { at: minutesAgo(120), delivered: 50, failed: 1 },
      { at: minutesAgo(60), delivered: 49, failed: 0 },
    ],
    ...over,
  };
}

export function anEndpoint(over: Partial<Endpoint> = {}): Endpoint {
  return {
    id: uuid(1),
    version: 3,
    createdAt: minutesAgo(5000),
    updatedAt: minutesAgo(5000),
    url: 'https://hooks.example.com/switch',
    title: 'switch-port',
    eventTypes: ['booking.started', 'booking.ended'],
    scope: { kind: 'site', ref: CAMPUS },
    siteRef: CAMPUS,
    headers: {},
    includePersonalData: false,
    profile: 'standard',
    owner: 'user:default/site-admin-campus',
    createdBy: 'user:default/site-admin-campus',
    status: 'active',
    health: aHealth(),
    queue: { pending: 0, dead: 0 },
    actions: ['update', 'delete', 'pause', 'test', 'rotate-secret', 'replay'],
    ...over,
  };
}

export function aDelivery(over: Partial<Delivery> = {}): Delivery {
  return {
    id: uuid(101),
    createdAt: minutesAgo(2),
    finishedAt: minutesAgo(2),
    endpointId: uuid(1),
    endpointTitle: 'switch-port',
    endpointDeleted: false,
    eventId: uuid(201),
    eventType: 'booking.started',
    resourceRefs: [GPU],
    status: 'delivered',
    test: false,
    superseded: false,
    precedingUndelivered: [],
    attempts: 1,
    lastStatus: 200,
    lastDurationMs: 214,
    sending: false,
    actions: ['redeliver'],
    ...over,
  };
}

export function anAttempt(over: Partial<Attempt> = {}): Attempt {
  return {
    id: uuid(301),
    deliveryId: uuid(101),
    number: 1,
    trigger: 'auto',
    startedAt: minutesAgo(2),
    durationMs: 214,
    outcome: 'delivered',
    fenced: false,
    request: {
      headers: {
        'content-type': 'application/json',
        'webhook-id': uuid(101),
        'webhook-signature': 'v1,c2lnbmF0dXJl',
        authorization: '•••',
      },
      body: '{"type":"booking.started","data":{"booking":{"title":"GPU run"}}}',
    },
    response: {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: 'port 14 is up',
      truncated: false,
    },
    ...over,
  };
}

export function anEventType(over: Partial<EventType> = {}): EventType {
  return {
    type: 'booking.started',
    source: 'reservations',
    title: 'Booking started',
    description: 'The booked time has begun.',
    schema: {
      type: 'object',
      required: ['booking'],
      properties: {
        booking: {
          type: 'object',
          description: 'The booking as it is now',
          required: ['id', 'title'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            title: { type: 'string' },
            purpose: { type: 'string' },
          },
        },
        late: { type: 'boolean', description: 'More than a minute too late' },
      },
    },
    example: { booking: { id: uuid(900), title: 'GPU run' } },
    updatedAt: minutesAgo(9000),
    ...over,
  };
}

export const EVENT_TYPES = [
  anEventType(),
  anEventType({
    type: 'booking.ended',
    title: 'Booking ended',
    description: 'The booked time is over.',
  }),
  anEventType({
    type: 'resource.changed',
    title: 'Resource changed',
    description: 'It has another title, place or status.',
  }),
];
