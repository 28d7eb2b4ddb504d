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
  instant,
  listOf,
  objectOf,
  text,
  uuid,
} from './schemas';

const item: JsonSchemaObject = objectOf(
  {
    id: uuid,
    offering: text,
    offeringVersion: count,
    operation: { enum: ['create', 'scale', 'update', 'decommission'] },
    name: { ...text, description: 'The service’s; empty while it is not said' },
    parameters: {
      ...anyObject,
      description: 'What was filled in, as the offering asks for it',
    },
    targetRef: { ...text, description: 'The service that is changed' },
    confirm: text,
    placements: listOf(objectOf({ region: text, serviceId: uuid })),
  },
  ['targetRef', 'confirm'],
);

/** A request as events show it: never its files, those are in the repository. */
const request: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    createdAt: instant,
    updatedAt: instant,
    title: text,
    environment: text,
    regions: listOf(text),
    items: listOf(item),
    owner: actor,
    requestedBy: actor,
    parties: {
      ...listOf(
        objectOf({ ref: actor, role: { enum: ['requester', 'editor'] } }),
      ),
      description: 'Who asked for it or edited it: none of them decides on it',
    },
    costCentre: text,
    reason: text,
    endDate: day,
    status: {
      enum: [
        'draft',
        'submitted',
        'in_review',
        'changes_requested',
        'policy_failed',
        'approved',
        'pr_open',
        'pr_conflict',
        'pr_closed',
        'merged',
        'reconciling',
        'waiting_window',
        'degraded',
        'timed_out',
        'ready',
        'removed',
        'rejected',
        'withdrawn',
        'expired',
      ],
    },
    statusReason: text,
    statusSince: instant,
    revision: { type: 'integer', minimum: 1 },
    submittedRevision: {
      type: 'integer',
      description: 'The last one that was handed in',
    },
    submittedAt: instant,
    dueAt: { ...instant, description: 'When the review should be done' },
    claim: objectOf({ by: actor, deputy: actor, at: instant }, ['deputy']),
    override: objectOf({
      by: actor,
      at: instant,
      reason: text,
      policies: listOf(text),
    }),
    automatic: { ...text, description: 'Why the portal opened it by itself' },
  },
  [
    'costCentre',
    'reason',
    'endDate',
    'statusReason',
    'submittedRevision',
    'submittedAt',
    'dueAt',
    'claim',
    'override',
    'automatic',
  ],
);

const example = {
  id: '6b1f0a52-5f0e-4f57-9a36-0c7f5d2e8b01',
  version: 1,
  createdAt: '2027-03-15T09:00:00.000Z',
  updatedAt: '2027-03-15T09:00:00.000Z',
  title: 'A database for orders',
  environment: 'staging',
  regions: ['eu-west-1'],
  items: [
    {
      id: 'f2a7c9de-1c43-4b52-8c0a-3d9e5b7a6c02',
      offering: 'postgresql',
      offeringVersion: 1,
      operation: 'create',
      name: 'orders',
      parameters: { name: 'orders', storageGiB: 50 },
      placements: [
        {
          region: 'eu-west-1',
          serviceId: '0d3b6f18-7a2c-4e9d-9b15-8e4f1a5c7d03',
        },
      ],
    },
  ],
  owner: 'group:default/research',
  requestedBy: 'user:default/researcher',
  parties: [{ ref: 'user:default/researcher', role: 'requester' }],
  costCentre: 'CC-1207',
  endDate: '2027-06-30',
  status: 'draft',
  statusSince: '2027-03-15T09:00:00.000Z',
  revision: 1,
};

const submitted = {
  version: 2,
  status: 'submitted',
  submittedRevision: 1,
  submittedAt: '2027-03-15T09:00:00.000Z',
  dueAt: '2027-03-16T09:00:00.000Z',
};

/** An event of a request; `change` is what its example differs in. */
export function requestEventType(
  described: Pick<EventTypeDefinition, 'type' | 'title' | 'description'>,
  change: { text?: string; [field: string]: unknown } = {},
): EventTypeDefinition {
  const { text: said, ...changed } = change;
  const before = { ...example, ...submitted };
  const data =
    described.type === 'request.created'
      ? { request: example }
      : {
          request: { ...before, version: 3, ...changed },
          before,
          ...(said === undefined ? {} : { text: said }),
        };
  return {
    ...described,
    schema: dataOf(
      {
        request,
        before: request,
        text: { ...text, description: 'What was said, or why' },
      },
      ['before', 'text'],
    ),
    example: data as unknown as JsonSchemaObject,
  };
}
