import type {
  JsonSchema,
  OfferingDefinition,
  Operation,
  OperationDefinition,
} from './types';
import { InputError } from '@backstage/errors';

/** The parameter that `create` has besides those of the document. */
export const NAME = 'name';

const kept = new WeakMap<OperationDefinition, JsonSchema>();

/**
 * What is filled in for an operation: JSON Schema 2020-12. A change takes some
 * of the parameters, at least one, and knows no defaults: what is not said stays.
 */
export function parametersSchema(
  offering: OfferingDefinition,
  operation: Operation,
): JsonSchema {
  const definition = operationOf(offering, operation);
  const known = kept.get(definition);
  if (known) {
    return known;
  }
  const schema =
    operation === 'create'
      ? createSchema(offering, definition)
      : changeSchema(offering, definition);
  kept.set(definition, schema);
  return schema;
}

/** @throws InputError where the offering does not have this operation. */
export function operationOf(
  offering: OfferingDefinition,
  operation: Operation,
): OperationDefinition {
  const definition = offering.operations[operation];
  if (!definition) {
    throw new InputError(`${offering.title} cannot be asked to ${operation}`);
  }
  return definition;
}

function createSchema(
  offering: OfferingDefinition,
  { parameters }: OperationDefinition,
): JsonSchema {
  const { properties, required } = offering.parameters;
  return {
    type: 'object',
    additionalProperties: false,
    required: [NAME, ...required],
    properties: {
      [NAME]: nameSchema(offering),
      ...pick(properties, parameters),
    },
  };
}

function changeSchema(
  offering: OfferingDefinition,
  { parameters }: OperationDefinition,
): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    ...(parameters.length > 0 ? { minProperties: 1 } : {}),
    properties: withoutDefaults(
      pick(offering.parameters.properties, parameters),
    ),
  };
}

function nameSchema({ naming, example }: OfferingDefinition): JsonSchema {
  const examples = [example[NAME]];
  return {
    type: 'string',
    title: 'Name',
    description:
      naming.message ??
      'Lower-case letters, digits and hyphens; it begins with a letter and cannot be changed later',
    minLength: naming.minLength,
    maxLength: naming.maxLength,
    pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
    ...(naming.pattern || naming.reserved.length > 0
      ? {
          allOf: [
            ...(naming.pattern ? [{ pattern: naming.pattern, examples }] : []),
            ...(naming.reserved.length > 0
              ? [{ not: { enum: naming.reserved } }]
              : []),
          ],
        }
      : {}),
    examples,
  };
}

function pick(
  properties: Record<string, JsonSchema>,
  names: string[],
): Record<string, JsonSchema> {
  return Object.fromEntries(names.map(name => [name, properties[name]]));
}

/** Below `properties` only: a `default` inside of an `enum` or `const` is data. */
function withoutDefaults(
  properties: Record<string, JsonSchema>,
): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, { default: _, ...schema }]) => [
      name,
      isSchemas(schema.properties)
        ? { ...schema, properties: withoutDefaults(schema.properties) }
        : schema,
    ]),
  );
}

function isSchemas(value: unknown): value is Record<string, JsonSchema> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
