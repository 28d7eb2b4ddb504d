import type {
  EventTypeDefinition,
  JsonSchemaObject,
} from './EventTypeDefinition';
import {
  actor,
  anyObject,
  count,
  dataOf,
  day,
  entityRef,
  flag,
  instant,
  listOf,
  objectOf,
  text,
  uuid,
} from './schemas';

/** A credential is told of by where it is; what it is, nobody here knows. */
const secret: JsonSchemaObject = objectOf(
  {
    serviceId: uuid,
    serviceName: text,
    serviceRef: entityRef,
    kind: { enum: ['database', 'cache', 'application', 'registry'] },
    name: text,
    namespace: text,
    arn: text,
    state: { enum: ['synced', 'pending', 'failed', 'unknown'] },
    message: text,
    lastRotatedAt: instant,
    rotateEveryDays: count,
    overdue: flag,
  },
  [
    'serviceId',
    'serviceName',
    'serviceRef',
    'namespace',
    'arn',
    'message',
    'lastRotatedAt',
    'rotateEveryDays',
  ],
);

const service: JsonSchemaObject = objectOf(
  {
    id: uuid,
    entityRef,
    name: text,
    offering: text,
    environment: text,
    region: text,
    owner: actor,
    requestId: { ...uuid, description: 'The request that made it' },
    changeRequestId: {
      ...uuid,
      description: 'The request whose change of it is under way',
    },
    status: {
      enum: [
        'provisioning',
        'ready',
        'updating',
        'waiting_window',
        'degraded',
        'timed_out',
        'removing',
        'removed',
      ],
    },
    statusReason: text,
    parameters: { ...anyObject, description: 'As merged' },
    endpoint: text,
    secrets: listOf(secret),
    drift: {
      ...listOf(
        objectOf({ field: text, object: text, desired: {}, observed: {} }, [
          'object',
          'desired',
          'observed',
        ]),
      ),
      description: 'What differs from what was merged',
    },
    endDate: day,
  },
  ['changeRequestId', 'statusReason', 'endpoint', 'endDate'],
);

const example = {
  id: '0d3b6f18-7a2c-4e9d-9b15-8e4f1a5c7d03',
  entityRef: 'resource:default/staging-eu-west-1-orders',
  name: 'orders',
  offering: 'postgresql',
  environment: 'staging',
  region: 'eu-west-1',
  owner: 'group:default/research',
  requestId: '6b1f0a52-5f0e-4f57-9a36-0c7f5d2e8b01',
  changeRequestId: '6b1f0a52-5f0e-4f57-9a36-0c7f5d2e8b01',
  status: 'provisioning',
  parameters: { name: 'orders', storageGiB: 50 },
  secrets: [],
  drift: [],
  endDate: '2027-06-30',
};

const { changeRequestId: _, ...settled } = example;

/** A service that is as it was asked for. */
const ready = {
  ...settled,
  status: 'ready',
  endpoint: 'orders.example.internal:5432',
  secrets: [
    {
      kind: 'database',
      name: 'orders-credentials',
      namespace: 'staging',
      state: 'synced',
      lastRotatedAt: '2027-03-15T09:10:00.000Z',
      rotateEveryDays: 30,
      overdue: false,
    },
  ],
};

/** An event of a service; `change` is what its example differs in from one that is well. */
export function serviceEventType(
  described: Pick<EventTypeDefinition, 'type' | 'title' | 'description'>,
  change: { text?: string; [field: string]: unknown } = {},
  before: 'new' | 'not told' | 'provisioning' | 'ready' = 'ready',
): EventTypeDefinition {
  const { text: said, ...changed } = change;
  const data = {
    service: { ...(before === 'new' ? example : ready), ...changed },
    ...(before === 'provisioning' ? { before: example } : {}),
    ...(before === 'ready' ? { before: ready } : {}),
    ...(said === undefined ? {} : { text: said }),
  };
  return {
    ...described,
    schema: dataOf(
      {
        service,
        before: service,
        text: { ...text, description: 'What there is to say' },
      },
      ['before', 'text'],
    ),
    example: data as unknown as JsonSchemaObject,
  };
}
