import { at, SITE, step, type Step } from './step';

const hook = (more: object) => ({
  url: '{receiver}',
  eventTypes: ['booking.started'],
  scope: { kind: 'site', ref: SITE },
  ...more,
});

/** Endpoints and deliveries. */
export const webhookSteps: Step[] = [
  step(
    'createEndpoint',
    'admin',
    'POST /endpoints',
    hook({ title: 'Machines' }),
    ['endpoint.created'],
    { keep: 'endpoint', accesses: ['endpoint.secret-shown'] },
  ),
  step(
    'updateEndpoint',
    'admin',
    'PATCH /endpoints/{endpoint}',
    { title: 'Doors' },
    ['endpoint.changed'],
  ),
  step(
    'updateEndpoint',
    'admin',
    'PATCH /endpoints/{endpoint}',
    { includePersonalData: true },
    ['endpoint.changed'],
    { accesses: ['endpoint.personal-data-enabled'] },
  ),
  step(
    'pauseEndpoint',
    'admin',
    'POST /endpoints/{endpoint}/pause',
    undefined,
    ['endpoint.paused'],
  ),
  step(
    'resumeEndpoint',
    'admin',
    'POST /endpoints/{endpoint}/resume',
    undefined,
    ['endpoint.resumed'],
  ),
  step(
    'rotateEndpointSecret',
    'admin',
    'POST /endpoints/{endpoint}/rotate-secret',
    {},
    ['endpoint.secret_rotated'],
    { accesses: ['endpoint.secret-rotated', 'endpoint.secret-shown'] },
  ),
  step('testEndpoint', 'admin', 'POST /endpoints/{endpoint}/test', {}, [], {
    keep: 'test',
    accesses: ['endpoint.tested'],
  }),
  step(
    'redeliverDelivery',
    'admin',
    'POST /deliveries/{test}/redeliver',
    undefined,
    [],
    { accesses: ['delivery.redelivered'] },
  ),
  step(
    'redeliverDeliveries',
    'admin',
    'POST /deliveries/redeliver',
    { deliveryIds: ['{test}'] },
    [],
    { accesses: ['delivery.redelivered'] },
  ),
  step(
    'replayEndpoint',
    'admin',
    'POST /endpoints/{endpoint}/replay',
    { since: at(-1) },
    [],
    { accesses: ['endpoint.replayed'] },
  ),
  step('deleteEndpoint', 'admin', 'DELETE /endpoints/{endpoint}', undefined, [
    'endpoint.deleted',
  ]),
];
