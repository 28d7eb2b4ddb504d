import type { JsonSchemaObject } from './EventTypeDefinition';

/** An object that has all of `properties` but those named optional. */
export function objectOf(
  properties: { [key: string]: JsonSchemaObject },
  optional: string[] = [],
): JsonSchemaObject {
  return {
    type: 'object',
    required: Object.keys(properties).filter(key => !optional.includes(key)),
    properties,
  };
}

export function listOf(items: JsonSchemaObject): JsonSchemaObject {
  return { type: 'array', items };
}

/** A whole schema, of the `data` of an event. */
export function dataOf(
  properties: { [key: string]: JsonSchemaObject },
  optional: string[] = [],
): JsonSchemaObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...objectOf(properties, optional),
  };
}

export const text: JsonSchemaObject = { type: 'string' };
export const flag: JsonSchemaObject = { type: 'boolean' };
export const count: JsonSchemaObject = { type: 'integer', minimum: 0 };
export const uuid: JsonSchemaObject = { type: 'string', format: 'uuid' };
export const anyObject: JsonSchemaObject = { type: 'object' };
export const instant: JsonSchemaObject = {
  type: 'string',
  format: 'date-time',
  description: 'RFC 3339, UTC',
};
export const entityRef: JsonSchemaObject = {
  type: 'string',
  pattern: '^[^:/]+:[^:/]+/[^:/]+$',
  description: 'An entity of the catalog, for example user:default/researcher',
};
export const timeZone: JsonSchemaObject = {
  type: 'string',
  description: 'An IANA time zone, for example Europe/Rome',
};

export const booking: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    title: text,
    purpose: text,
    status: {
      enum: [
        'pending',
        'confirmed',
        'rejected',
        'expired',
        'active',
        'completed',
        'released',
        'cancelled',
        'no_show',
      ],
    },
    statusReason: text,
    start: instant,
    end: instant,
    timeZone,
    owner: text,
    bookedBy: text,
    participants: listOf(entityRef),
    resourceRefs: listOf(entityRef),
    units: {
      type: 'object',
      description: 'Units of pools, by resource',
      additionalProperties: { type: 'integer', minimum: 1 },
    },
    parameters: {
      type: 'object',
      description:
        'What the booker filled in, as the resource type asks for it',
    },
    setupMinutes: count,
    teardownMinutes: count,
    notices: listOf(
      objectOf({ code: text, message: text, resourceRef: entityRef }, [
        'resourceRef',
      ]),
    ),
    createdAt: instant,
    updatedAt: instant,
  },
  ['purpose', 'statusReason'],
);

const resourceProperties = {
  id: uuid,
  entityRef,
  name: text,
  title: text,
  description: text,
  type: text,
  typeTitle: text,
  siteRef: entityRef,
  parentRef: entityRef,
  ancestorRefs: {
    type: 'array',
    items: entityRef,
    description: 'Everything it is in, the nearest first',
  },
  status: { enum: ['active', 'maintenance', 'unavailable'] },
  statusReason: text,
  capacity: {
    type: 'integer',
    minimum: 1,
    description: 'Units of a pool; absent for what is booked as a whole',
  },
  owner: text,
  location: text,
  attributes: { type: 'object', description: 'Facts, as its type has them' },
};
const resourceOptional = [
  'description',
  'parentRef',
  'statusReason',
  'capacity',
  'owner',
  'location',
];

/** A resource as the events of bookings show it. */
export const bookedResource: JsonSchemaObject = objectOf(
  resourceProperties,
  resourceOptional,
);

/** A resource as the events about it show it. */
export const resource: JsonSchemaObject = objectOf(
  {
    ...resourceProperties,
    managedBy: { enum: ['callboard', 'catalog'] },
    archived: flag,
    version: count,
    createdAt: instant,
    updatedAt: instant,
  },
  resourceOptional,
);

/** A site as the events of bookings show it. */
export const bookedSite: JsonSchemaObject = objectOf({
  entityRef,
  name: text,
  title: text,
  timeZone,
});

export const site: JsonSchemaObject = objectOf(
  {
    id: uuid,
    entityRef,
    name: text,
    title: text,
    description: text,
    visibility: { enum: ['public', 'members'] },
    timeZone,
    openingHours: listOf(objectOf({ day: text, opens: text, closes: text })),
    admins: listOf(entityRef),
    members: listOf(entityRef),
    archived: flag,
    version: count,
    createdAt: instant,
    updatedAt: instant,
  },
  ['description'],
);

export const resourceType: JsonSchemaObject = objectOf(
  {
    id: uuid,
    name: text,
    title: text,
    description: text,
    siteRef: entityRef,
    colour: text,
    setupMinutes: count,
    teardownMinutes: count,
    instructions: text,
    attributesSchema: anyObject,
    bookingParametersSchema: anyObject,
    policyDefaults: anyObject,
    version: count,
    createdAt: instant,
    updatedAt: instant,
  },
  ['description', 'siteRef', 'instructions'],
);
