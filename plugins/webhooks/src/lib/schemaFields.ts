/**
 * A JSON Schema as lines that can be read: one for each field, parts under
 * their whole. What it cannot say in a line (`anyOf` of objects, references to
 * elsewhere) is in the schema itself, which is shown beside it.
 */
export interface SchemaField {
  /** `booking.participants[]` */
  path: string;
  depth: number;
  type: string;
  required: boolean;
  description?: string;
}

type Schema = {
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
};

const DEEPEST = 6;

export function schemaFields(schema: object): SchemaField[] {
  return fieldsOf(schema as Schema, '', 0);
}

function fieldsOf(schema: Schema, above: string, depth: number): SchemaField[] {
  if (depth > DEEPEST) {
    return [];
  }
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const path = above ? `${above}.${name}` : name;
    const { description } = part;
    const whole = isList(part) ? (part.items ?? {}) : part;
    return [
      {
        path,
        depth,
        type: typeOf(part),
        required: schema.required?.includes(name) ?? false,
        ...(description && { description }),
      },
      ...fieldsOf(whole, isList(part) ? `${path}[]` : path, depth + 1),
    ];
  });
}

function isList(schema: Schema): boolean {
  return [schema.type].flat().includes('array');
}

/** `string (date-time)`, `list of string`, `"a" | "b"`. */
function typeOf(schema: Schema): string {
  if (schema.const !== undefined) {
    return JSON.stringify(schema.const);
  }
  if (schema.enum) {
    return schema.enum.map(value => JSON.stringify(value)).join(' | ');
  }
  if (isList(schema)) {
    return `${typeOf(schema.items ?? {})}[]`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return [...new Set(choices.map(typeOf))].join(' | ');
  }
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return schema.format ? `${type} (${schema.format})` : type;
}
