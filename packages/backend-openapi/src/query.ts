import {
  child,
  isObject,
  type Located,
  type OpenApiDocument,
} from './document';
import { InvalidFieldsError, type FieldError } from './errors';
import { checkText, printableField } from './hygiene';
import type { SchemaValidators } from './SchemaValidators';

/*
 * The query is read here and not by Express: its parser turns brackets into
 * objects, mends what is not UTF-8 and drops what is too much, all without a
 * word. Here a name is a documented parameter or an error, a value is decoded
 * exactly or an error, and text becomes a number or a boolean only where the
 * schema says so and the text is one.
 */

const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
]);

type Scalar = (text: string) => unknown;

interface QueryParameter {
  read(values: string[]): unknown;
  single: boolean;
  default?: unknown;
}

/** A documented parameter, wherever it is. */
export interface Parameter {
  name: string;
  required: boolean;
  schema: Located;
}

/** Reads and checks the query of one operation. */
export type QueryReader = (url: string) => Record<string, unknown>;

/** Compiles the reader for an operation's query parameters. */
export function compileQuery(
  document: OpenApiDocument,
  parameters: Parameter[],
  validators: SchemaValidators,
): QueryReader {
  const known = new Map(
    parameters.map(p => [p.name, toQueryParameter(document, p)]),
  );
  const check = validators.compileMembers(
    parameters.map(p => ({ ...p, pointer: p.schema.pointer })),
    { prefix: 'query.', name: 'query' },
  );
  return url => {
    const given = split(url);
    const errors: FieldError[] = [];
    for (const [name, values] of given) {
      const parameter = known.get(name);
      const field = printableField(`query.${name}`);
      if (!parameter) {
        errors.push({ field, message: `${field} is not a known parameter` });
      } else if (parameter.single && values.length > 1) {
        errors.push({ field, message: `${field} must be given once` });
      }
    }
    if (errors.length > 0) {
      throw new InvalidFieldsError(errors.slice(0, 20));
    }
    const query: Record<string, unknown> = {};
    for (const [name, parameter] of known) {
      const values = given.get(name);
      const value = values ? parameter.read(values) : parameter.default;
      if (value !== undefined) {
        query[name] = value;
      }
    }
    check(query);
    return query;
  };
}

function toQueryParameter(
  document: OpenApiDocument,
  { name, schema }: Parameter,
): QueryParameter {
  const node = isObject(schema.node) ? schema.node : {};
  if (node.type !== 'array') {
    const scalar = scalarFor(node.type, name);
    return {
      single: true,
      read: ([text]) => scalar(text),
      default: node.default,
    };
  }
  const items = child(document, schema, 'items')?.node;
  const scalar = scalarFor(isObject(items) ? items.type : undefined, name);
  return {
    single: false,
    read: texts => texts.map(scalar),
    default: node.default,
  };
}

function scalarFor(type: unknown, name: string): Scalar {
  switch (type) {
    case 'integer':
      return text => (/^-?\d{1,15}$/.test(text) ? Number(text) : text);
    case 'number':
      return text =>
        /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text => BOOLEANS.get(text) ?? text;
    case 'string':
    case undefined:
      return text => text;
    default:
      throw new Error(
        `The query parameter ${name} is of type ${type}; text, numbers, booleans and lists of them are supported`,
      );
  }
}

function split(url: string): Map<string, string[]> {
  const given = new Map<string, string[]>();
  const start = url.indexOf('?');
  if (start === -1) {
    return given;
  }
  for (const pair of url.slice(start + 1).split('&')) {
    if (pair === '') {
      continue;
    }
    const equals = pair.indexOf('=');
    const rawName = equals === -1 ? pair : pair.slice(0, equals);
    const name = decode(rawName, 'query');
    const field = `query.${name}`;
    checkText(name, field);
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1), field);
    checkText(value, field);
    const values = given.get(name);
    if (values) {
      values.push(value);
    } else {
      given.set(name, [value]);
    }
  }
  return given;
}

function decode(text: string, field: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    const name = printableField(field);
    throw new InvalidFieldsError([
      { field: name, message: `${name} must be percent-encoded UTF-8` },
    ]);
  }
}
