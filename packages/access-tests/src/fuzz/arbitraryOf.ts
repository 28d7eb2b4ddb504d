import fc from 'fast-check';
import { type Node, type PluginId, resolve } from '../portal/documents';

/** Deeper than this an object has only what it must have. */
const DEEP = 4;

const instants = fc
  .date({
    min: new Date('1971-01-01T00:00:00Z'),
    max: new Date('2199-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString());

const formats: Record<string, fc.Arbitrary<string>> = {
  'date-time': instants,
  date: instants.map(instant => instant.slice(0, 10)),
  uuid: fc.uuid(),
  uri: fc.webUrl(),
};

/**
 * Values that a JSON Schema of our documents allows, as far as one can be made
 * to order: what a schema cannot say (a site that there is) they do not know
 * either. Keywords that are missing here do not occur in the documents; the
 * test would find them, since a value is checked against its schema.
 */
export function arbitraryOf(
  plugin: PluginId,
  node: Node,
  depth = 0,
): fc.Arbitrary<unknown> {
  const schema = resolve(plugin, node);
  const inner = (one: Node) => arbitraryOf(plugin, one, depth + 1);
  if (schema.const !== undefined) {
    return fc.constant(schema.const);
  }
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  const choices: Node[] | undefined = schema.oneOf ?? schema.anyOf;
  if (choices) {
    return fc.oneof(...choices.map(inner));
  }
  if (schema.allOf) {
    return fc
      .tuple(...schema.allOf.map(inner))
      .map(parts => Object.assign({}, ...parts));
  }
  const type = [schema.type].flat()[0];
  switch (type) {
    case 'string':
      return stringOf(schema);
    case 'integer':
      return fc.integer(boundsOf(schema, 1));
    case 'number':
      return fc.integer(boundsOf(schema, 0));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arrayOf(schema, inner);
    case 'object':
      return objectOf(schema, inner, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function stringOf(schema: Node): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 100, pattern, format } = schema;
  if (format && formats[format]) {
    const matches = new RegExp(pattern ?? '', 'u');
    return formats[format]
      .map(text => text.replace(/^http:/, 'https:'))
      .filter(text => matches.test(text));
  }
  if (pattern) {
    return fc
      .stringMatching(new RegExp(pattern, 'u'))
      .filter(text => text.length >= minLength && text.length <= maxLength);
  }
  return fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 60)),
  });
}

function boundsOf(schema: Node, step: number) {
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  return {
    min: schema.minimum ?? (exclusiveMinimum ?? -1_001) + (step || 1),
    max: schema.maximum ?? (exclusiveMaximum ?? 100_001) - (step || 1),
  };
}

function arrayOf(
  { items = {}, minItems = 0, maxItems = 3, uniqueItems }: Node,
  inner: (one: Node) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown[]> {
  const constraints = {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, 3)),
  };
  return uniqueItems
    ? fc.uniqueArray(inner(items), {
        ...constraints,
        selector: one => JSON.stringify(one),
      })
    : fc.array(inner(items), constraints);
}

function objectOf(
  schema: Node,
  inner: (one: Node) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties).filter(
    name => depth < DEEP || required.includes(name),
  );
  const known = fc.record(
    Object.fromEntries(names.map(name => [name, inner(properties[name])])),
    { requiredKeys: required, noNullPrototype: true },
  );
  if (typeof additionalProperties !== 'object' || depth >= DEEP) {
    return known;
  }
  const { propertyNames = { minLength: 1 } } = schema;
  const more = fc.dictionary(
    stringOf({ maxLength: 20, ...propertyNames }).filter(
      key => key !== '__proto__',
    ),
    inner(additionalProperties),
    { maxKeys: 2, noNullPrototype: true },
  );
  return fc.tuple(more, known).map(parts => Object.assign({}, ...parts));
}
