import type {
  EventTypeDefinition,
  JsonSchemaObject,
} from './EventTypeDefinition';
import {
  count,
  dataOf,
  entityRef,
  instant,
  listOf,
  objectOf,
  text,
  uuid,
} from './schemas';

/** A problem as events show it. */
const problem: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    resourceRef: entityRef,
    resourceTitle: text,
    siteRef: entityRef,
    bookingId: {
      ...uuid,
      description: 'The booking during which it was found',
    },
    title: text,
    description: text,
    status: { enum: ['open', 'acknowledged', 'resolved'] },
    reportedBy: text,
    handledBy: text,
    resolution: text,
    maintenanceId: {
      ...uuid,
      description: 'The maintenance window that was made for it',
    },
    createdAt: instant,
    updatedAt: instant,
    resolvedAt: instant,
  },
  [
    'bookingId',
    'description',
    'handledBy',
    'resolution',
    'maintenanceId',
    'resolvedAt',
  ],
);

const example = {
  id: '1d2c9a44-5a0c-4a86-8f0b-9b7f3f1a2c13',
  version: 1,
  resourceRef: 'resource:default/gpu-node-1',
  resourceTitle: 'GPU node 1',
  siteRef: 'resource:default/campus',
  title: 'A fan is loud',
  status: 'open',
  reportedBy: 'user:default/researcher',
  createdAt: '2027-03-15T11:00:00.000Z',
  updatedAt: '2027-03-15T11:00:00.000Z',
};

export function problemEventType(
  described: Pick<EventTypeDefinition, 'type' | 'title' | 'description'>,
  change: object = {},
): EventTypeDefinition {
  return {
    ...described,
    schema: dataOf({
      problem,
      staff: {
        ...listOf(entityRef),
        description: 'Who looks after it: the admins of its site, its owner',
      },
    }),
    example: {
      problem: { ...example, ...change },
      staff: ['group:default/campus-admins'],
    } as unknown as JsonSchemaObject,
  };
}
