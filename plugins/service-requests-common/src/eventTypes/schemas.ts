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
export const day: JsonSchemaObject = { type: 'string', format: 'date' };
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
export const actor: JsonSchemaObject = {
  ...text,
  description: 'Entity ref of a person, a service’s subject, or `system`',
};
