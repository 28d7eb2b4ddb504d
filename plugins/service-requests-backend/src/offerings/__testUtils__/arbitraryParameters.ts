import fc from 'fast-check';
import { checkParameters } from '../checkParameters';
import { parametersSchema } from '../parametersSchema';
import type {
  JsonSchema,
  OfferingDefinition,
  Operation,
  Parameters,
} from '../types';

/** Parameters that an operation takes, from its JSON Schema and the offering's rules. */
export function arbitraryParameters(
  offering: OfferingDefinition,
  operation: Operation,
  current?: Parameters,
): fc.Arbitrary<Parameters> {
  const schema = parametersSchema(offering, operation);
  return arbitraryObject(schema).filter(
    parameters =>
      checkParameters(offering, operation, parameters, current).length === 0,
  );
}

function arbitraryObject(schema: JsonSchema): fc.Arbitrary<Parameters> {
  const properties = schema.properties as Record<string, JsonSchema>;
  const required = (schema.required ?? []) as string[];
  return fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, one]) => [name, arbitrary(one)]),
    ),
    { requiredKeys: required, noNullPrototype: true },
  ) as fc.Arbitrary<Parameters>;
}

function arbitrary(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) {
    return fc.constantFrom(...schema.enum);
  }
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: Number(schema.minimum),
        max: Number(schema.maximum),
      });
    case 'string':
      return arbitraryText(schema);
    default:
      throw new Error(`No values for ${JSON.stringify(schema)}`);
  }
}

function arbitraryText(schema: JsonSchema): fc.Arbitrary<string> {
  // Look-aheads are left to checkParameters.
  const pattern = String(schema.pattern ?? '^[a-z]+$');
  return fc
    .stringMatching(new RegExp(pattern))
    .filter(
      text =>
        text.length >= Number(schema.minLength ?? 0) &&
        text.length <= Number(schema.maxLength ?? 100),
    );
}
