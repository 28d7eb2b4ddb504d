import { NAME } from './parametersSchema';
import type {
  JsonSchema,
  OfferingDefinition,
  Operation,
  Parameters,
} from './types';

/**
 * All parameters after an operation, without the name: what was asked for over
 * what there is (`current`), or over the defaults for what is new. A change of
 * an object changes only the members that it names; a list is replaced.
 */
export function desiredParameters(
  offering: OfferingDefinition,
  operation: Operation,
  current: Parameters | undefined,
  parameters: Parameters,
): Parameters {
  const { [NAME]: _name, ...asked } = parameters;
  if (operation === 'decommission') {
    return { ...current };
  }
  const base = operation === 'create' ? {} : (current ?? {});
  // Parameters that a later version of the offering added have defaults too.
  return withDefaults(offering.parameters.properties, merge(base, asked));
}

function merge(base: Parameters, change: Parameters): Parameters {
  const merged: Parameters = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] =
      isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

function withDefaults(
  properties: Record<string, JsonSchema>,
  values: Parameters,
): Parameters {
  const filled: Parameters = {};
  for (const [name, schema] of Object.entries(properties)) {
    const value = Object.hasOwn(values, name) ? values[name] : schema.default;
    const inner = schema.properties;
    if (isObject(inner) && (value === undefined || isObject(value))) {
      const members = withDefaults(
        inner as Record<string, JsonSchema>,
        value ?? {},
      );
      if (value !== undefined || Object.keys(members).length > 0) {
        filled[name] = members;
      }
    } else if (value !== undefined) {
      filled[name] = structuredClone(value);
    }
  }
  // What is no parameter of this version is kept as it was.
  return { ...filled, ...without(values, Object.keys(properties)) };
}

function without(values: Parameters, names: string[]): Parameters {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !names.includes(name)),
  );
}

function isObject(value: unknown): value is Parameters {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
