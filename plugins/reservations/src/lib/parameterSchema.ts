import type {
  Resource,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';

/** One thing that a type asks of its bookings. */
export type ParameterField = {
  name: string;
  title: string;
  description?: string;
  required: boolean;
} & (
  | { kind: 'text'; maxLength?: number }
  | { kind: 'number'; integer: boolean; minimum?: number; maximum?: number }
  | { kind: 'boolean' }
  | { kind: 'choice'; options: string[] }
  | { kind: 'json' }
);

type JsonSchema = {
  type?: unknown;
  title?: unknown;
  description?: unknown;
  enum?: unknown;
  minimum?: unknown;
  maximum?: unknown;
  maxLength?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: unknown;
  default?: unknown;
};

const text = (value: unknown) =>
  typeof value === 'string' ? value : undefined;
const number = (value: unknown) =>
  typeof value === 'number' ? value : undefined;

/** The fields of a JSON Schema of type object; what has no field of its own is JSON. */
export function parameterFields(schema: unknown): ParameterField[] {
  const { properties = {}, required } = (schema ?? {}) as JsonSchema;
  const names = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    title: text(property.title) ?? name,
    description: text(property.description),
    required: names.includes(name),
    ...fieldKind(property),
  }));
}

function fieldKind(property: JsonSchema) {
  if (
    Array.isArray(property.enum) &&
    property.enum.every(option => typeof option === 'string')
  ) {
    return { kind: 'choice' as const, options: property.enum as string[] };
  }
  switch (property.type) {
    case 'string':
      return { kind: 'text' as const, maxLength: number(property.maxLength) };
    case 'number':
    case 'integer':
      return {
        kind: 'number' as const,
        integer: property.type === 'integer',
        minimum: number(property.minimum),
        maximum: number(property.maximum),
      };
    case 'boolean':
      return { kind: 'boolean' as const };
    default:
      return { kind: 'json' as const };
  }
}

/** Values that the schema suggests. */
export function parameterDefaults(schema: unknown): Record<string, unknown> {
  const { properties = {} } = (schema ?? {}) as JsonSchema;
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => property.default !== undefined)
      .map(([name, property]) => [name, property.default]),
  );
}

/** A group of fields; with `resourceRef`, its values lie under that key. */
export type ParameterGroup = {
  resourceRef?: string;
  schema: unknown;
  fields: ParameterField[];
};

/** One group for resources of one type, one per resource for several types. */
export function parameterGroups(
  chosen: readonly Resource[],
  types: readonly ResourceType[],
): ParameterGroup[] {
  const schemaOf = (resource: Resource) =>
    types.find(type => type.name === resource.type)?.bookingParametersSchema;
  const isMixed = new Set(chosen.map(resource => resource.type)).size > 1;
  const asked = isMixed ? chosen : chosen.slice(0, 1);
  return asked
    .map(resource => ({
      resourceRef: isMixed ? resource.entityRef : undefined,
      schema: schemaOf(resource),
      fields: parameterFields(schemaOf(resource)),
    }))
    .filter(group => group.fields.length > 0);
}
