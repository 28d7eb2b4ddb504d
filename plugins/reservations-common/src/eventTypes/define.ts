import type {
  EventTypeDefinition,
  JsonSchemaObject,
} from './EventTypeDefinition';
import {
  accessGrant,
  bookedResource,
  bookedSite,
  booking,
  certification,
  certificationHolding,
  dataOf,
  entityRef,
  listOf,
  namedSite,
  objectOf,
  project,
  resource,
  resourceType,
  site,
  siteMember,
  text,
  uuid,
  waitlistEntry,
  waitlistOffer,
} from './schemas';

type Described = Pick<EventTypeDefinition, 'type' | 'title' | 'description'> & {
  example: object;
};

function define(
  { example, ...described }: Described,
  schema: JsonSchemaObject,
): EventTypeDefinition {
  return { ...described, schema, example: example as JsonSchemaObject };
}

/** An event of a booking; `more` is what its `data` has besides, all optional. */
export function bookingEventType(
  described: Described,
  more: { [key: string]: JsonSchemaObject } = {},
  always: string[] = [],
): EventTypeDefinition {
  return define(
    described,
    dataOf(
      {
        booking,
        resources: {
          ...listOf(bookedResource),
          description: 'The resources that the event is about',
        },
        sites: listOf(bookedSite),
        ...more,
      },
      Object.keys(more).filter(key => !always.includes(key)),
    ),
  );
}

export function resourceEventType(described: Described): EventTypeDefinition {
  return define(described, dataOf({ resource, before: resource }, ['before']));
}

export function resourceTypeEventType(
  described: Described,
): EventTypeDefinition {
  return define(
    described,
    dataOf({ type: resourceType, before: resourceType }, ['before']),
  );
}

export function siteEventType(described: Described): EventTypeDefinition {
  return define(described, dataOf({ site, before: site }, ['before']));
}

/** Somebody's place in a site, one event for each person. */
export function memberEventType(described: Described): EventTypeDefinition {
  return define(described, dataOf({ site: namedSite, member: siteMember }));
}

export function accessGrantEventType(
  described: Described,
): EventTypeDefinition {
  return define(
    described,
    dataOf({ grant: accessGrant, before: accessGrant }, ['before']),
  );
}

/** Always with the offer, where there is one to speak of. */
export function waitlistEventType(
  described: Described,
  more: { [key: string]: JsonSchemaObject } = {},
): EventTypeDefinition {
  return define(
    described,
    dataOf(
      {
        entry: waitlistEntry,
        resources: {
          ...listOf(bookedResource),
          description: 'What is waited for or, once it is offered, what is',
        },
        sites: listOf(bookedSite),
        offer: waitlistOffer,
        ...more,
      },
      ['offer'],
    ),
  );
}

export function certificationEventType(
  described: Described,
): EventTypeDefinition {
  return define(
    described,
    dataOf({ certification, before: certification }, ['before']),
  );
}

/** That somebody is certified, or is not any more. */
export function holdingEventType(described: Described): EventTypeDefinition {
  return define(
    described,
    dataOf(
      {
        holding: certificationHolding,
        before: certificationHolding,
        affectedBookings: {
          ...listOf(uuid),
          description: 'Bookings to come for which a certification is missing',
        },
      },
      ['before', 'affectedBookings'],
    ),
  );
}

export function projectEventType(described: Described): EventTypeDefinition {
  return define(described, dataOf({ project, before: project }, ['before']));
}

/** The key itself is in no event: who may have it looks it up. */
export function sshKeyEventType(
  described: Omit<Described, 'example'>,
): EventTypeDefinition {
  return define(
    {
      ...described,
      example: {
        user: 'user:default/researcher',
        fingerprint: 'SHA256:x3gVkDQ6n9RfETg3/IsT2Hiessrbw/QDIr2ffToHYsY',
      },
    },
    dataOf({
      user: entityRef,
      fingerprint: { ...text, description: 'As ssh-keygen prints it' },
    }),
  );
}

/** The address, which is a secret, is in no event. */
export function feedTokenEventType(
  described: Omit<Described, 'example'>,
): EventTypeDefinition {
  return define(
    {
      ...described,
      example: {
        user: 'user:default/researcher',
        feed: {
          id: '3a1f0c5e-6d0b-4c39-9d4d-0d6a6f1c9b07',
          title: 'My phone',
          scope: { kind: 'site', ref: 'resource:default/campus' },
        },
      },
    },
    dataOf({
      user: entityRef,
      feed: objectOf({
        id: uuid,
        title: text,
        scope: objectOf(
          { kind: { enum: ['personal', 'resource', 'site'] }, ref: entityRef },
          ['ref'],
        ),
      }),
    }),
  );
}
