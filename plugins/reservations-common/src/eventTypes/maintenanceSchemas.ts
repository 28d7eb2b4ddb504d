import type {
  EventTypeDefinition,
  JsonSchemaObject,
} from './EventTypeDefinition';
import { bookingData } from './examples';
import {
  bookedResource,
  count,
  dataOf,
  entityRef,
  instant,
  listOf,
  objectOf,
  text,
  uuid,
} from './schemas';

/** A maintenance window as events show it. */
export const maintenanceWindow: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    resourceRef: {
      ...entityRef,
      description: 'What cannot be booked, nor any part of it',
    },
    resourceTitle: text,
    siteRef: entityRef,
    from: instant,
    until: instant,
    title: text,
    reason: text,
    status: { enum: ['scheduled', 'active', 'ended', 'cancelled'] },
    createdBy: text,
    createdAt: instant,
    updatedAt: instant,
  },
  ['reason'],
);

export const alternatives: JsonSchemaObject = {
  ...listOf(
    objectOf({
      resourceRefs: listOf(entityRef),
      start: instant,
      end: instant,
      sameTime: { type: 'boolean' },
    }),
  ),
  description: 'Where the booking could go instead, the least change first',
};

export const maintenanceExample = {
  id: '8c1f7a62-0b0a-4f0e-9b56-6a0f0a3d5e12',
  version: 1,
  resourceRef: 'resource:default/gpu-node-1',
  resourceTitle: 'GPU node 1',
  siteRef: 'resource:default/campus',
  from: '2027-03-15T12:00:00.000Z',
  until: '2027-03-15T18:00:00.000Z',
  title: 'New disks',
  status: 'scheduled',
  createdBy: 'user:default/campus-admin',
  createdAt: '2027-03-10T09:00:00.000Z',
  updatedAt: '2027-03-10T09:00:00.000Z',
};

/** An event of a window; `more` is what its `data` has besides, all optional. */
export function maintenanceEventType(
  described: Pick<EventTypeDefinition, 'type' | 'title' | 'description'>,
  change: object,
  more: { [key: string]: JsonSchemaObject } = {},
  example: object = {},
): EventTypeDefinition {
  return {
    ...described,
    schema: dataOf(
      { window: maintenanceWindow, resource: bookedResource, ...more },
      ['resource', ...Object.keys(more)],
    ),
    example: {
      window: { ...maintenanceExample, ...change },
      resource: bookingData().resources[0],
      ...example,
    } as unknown as JsonSchemaObject,
  };
}

/** How many bookings were in the way, by what became of them. */
export const bookingCounts: JsonSchemaObject = {
  ...objectOf({
    kept: count,
    moved: count,
    shortened: count,
    cancelled: count,
  }),
  description: 'Bookings in the way, by what became of them',
};
