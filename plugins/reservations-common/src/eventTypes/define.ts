import type {
  EventTypeDefinition,
  JsonSchemaObject,
} from './EventTypeDefinition';
import {
  bookedResource,
  bookedSite,
  booking,
  dataOf,
  entityRef,
  listOf,
  resource,
  resourceType,
  site,
  text,
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
