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

/** Where one step made, changed or cancelled several bookings of a series. */
export const placeInSeries: JsonSchemaObject = {
  ...objectOf({
    nth: { type: 'integer', minimum: 1 },
    of: { type: 'integer', minimum: 2 },
  }),
  description:
    'Which of the bookings of its series that one step made, changed or cancelled, and of how many; absent where it was alone',
};

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

const rates: JsonSchemaObject = listOf(
  objectOf({
    from: { type: 'string', format: 'date' },
    perUnitHour: { type: 'number' },
    currency: text,
  }),
);

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
    project: { type: 'string', description: 'Code of what it is charged to' },
    seriesId: uuid,
    occurrence: {
      ...instant,
      description: 'The start its series gave it, whatever it was moved to',
    },
    expiresAt: {
      ...instant,
      description: 'When it lapses unless it is approved or checked in to',
    },
    checkedInAt: instant,
    offHoursAt: {
      ...instant,
      description: 'When it is ended for the night unless somebody keeps it',
    },
    offHoursKeptUntil: {
      ...instant,
      description: 'The night for which somebody has kept it',
    },
    approval: {
      ...objectOf(
        {
          reasons: listOf(text),
          approvers: listOf(entityRef),
          requestedAt: instant,
          decidedBy: text,
          decidedAt: instant,
        },
        ['decidedBy', 'decidedAt'],
      ),
      description: 'Who must decide on it, or did, where somebody must',
    },
    noShowWaived: {
      ...objectOf({ by: text, at: instant, reason: text }, ['reason']),
      description: 'Nobody came, and that does not count',
    },
    policyOverride: objectOf({ by: text, reason: text, codes: listOf(text) }),
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
  [
    'purpose',
    'statusReason',
    'project',
    'seriesId',
    'occurrence',
    'expiresAt',
    'checkedInAt',
    'offHoursAt',
    'offHoursKeptUntil',
    'approval',
    'noShowWaived',
    'policyOverride',
  ],
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
    policies: {
      type: 'object',
      description: 'What differs from the rules of its type',
    },
    rates,
    managedBy: { enum: ['callboard', 'catalog'] },
    archived: flag,
    version: count,
    createdAt: instant,
    updatedAt: instant,
  },
  [...resourceOptional, 'rates'],
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
    usageReports: { enum: ['off', 'weekly', 'monthly'] },
    archived: flag,
    version: count,
    createdAt: instant,
    updatedAt: instant,
  },
  ['description', 'usageReports'],
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
    rates,
    version: count,
    createdAt: instant,
    updatedAt: instant,
  },
  ['description', 'siteRef', 'instructions'],
);

/** A site as the events about its people and its access grants show it. */
export const namedSite: JsonSchemaObject = objectOf({
  id: uuid,
  entityRef,
  name: text,
  title: text,
});

export const siteMember: JsonSchemaObject = objectOf({
  ref: { ...entityRef, description: 'A user or a group' },
  role: { enum: ['admin', 'member'] },
});

export const accessGrant: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    subjectRef: { ...entityRef, description: 'The user or group that has it' },
    siteRef: entityRef,
    siteTitle: text,
    resourceRef: {
      ...entityRef,
      description:
        'The one resource, with its parts; absent for the whole site',
    },
    resourceTitle: text,
    from: instant,
    until: instant,
    reason: text,
    grantedBy: text,
    createdAt: instant,
    updatedAt: instant,
    revokedAt: instant,
  },
  ['resourceRef', 'resourceTitle', 'reason', 'revokedAt'],
);

/** Somebody's place on the waitlist. */
export const waitlistEntry: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    owner: text,
    bookedBy: text,
    resourceRef: {
      ...entityRef,
      description: 'Absent where any of the type in the site will do',
    },
    type: text,
    typeTitle: text,
    siteRef: entityRef,
    units: count,
    from: instant,
    until: instant,
    minutes: { type: 'number' },
    timeZone,
    title: text,
    purpose: text,
    parameters: anyObject,
    participants: listOf(entityRef),
    project: text,
    status: {
      enum: [
        'waiting',
        'offered',
        'accepted',
        'declined',
        'lapsed',
        'withdrawn',
        'expired',
      ],
    },
    statusReason: text,
    createdAt: instant,
    updatedAt: instant,
  },
  ['resourceRef', 'purpose', 'project', 'statusReason'],
);

/** Time that is held for them. */
export const waitlistOffer: JsonSchemaObject = objectOf({
  bookingId: uuid,
  resourceRef: entityRef,
  start: instant,
  end: instant,
  until: { ...instant, description: 'It lapses unless it is accepted before' },
});

export const project: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    code: text,
    title: text,
    description: text,
    siteRef: { ...entityRef, description: 'The only site it pays for' },
    holders: listOf(entityRef),
    from: instant,
    until: instant,
    budget: objectOf(
      {
        kind: { enum: ['hours', 'money'] },
        amount: { type: 'number' },
        currency: text,
      },
      ['currency'],
    ),
    archived: flag,
    createdAt: instant,
    updatedAt: instant,
  },
  ['description', 'siteRef', 'until'],
);

export const certification: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    name: text,
    title: text,
    description: text,
    siteRef: { ...entityRef, description: 'The site whose admins grant it' },
    validityMonths: count,
    createdAt: instant,
    updatedAt: instant,
  },
  ['description', 'siteRef', 'validityMonths'],
);

export const certificationHolding: JsonSchemaObject = objectOf(
  {
    id: uuid,
    version: count,
    certificationId: uuid,
    certification: { ...text, description: 'Name of the certification' },
    certificationTitle: text,
    siteRef: entityRef,
    person: entityRef,
    validFrom: instant,
    validUntil: instant,
    evidence: text,
    grantedBy: text,
    createdAt: instant,
    updatedAt: instant,
    revokedAt: instant,
    revokedBy: text,
    revokeReason: text,
  },
  [
    'siteRef',
    'validUntil',
    'evidence',
    'revokedAt',
    'revokedBy',
    'revokeReason',
  ],
);
