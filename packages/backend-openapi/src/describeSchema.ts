import { isObject, type Json } from './document';

/** Follows a schema's `$ref` into the document. */
export type Resolve = (schema: unknown) => unknown;

const NOUNS: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** What each of several allowed forms is, in words. */
export function describeSchemas(schemas: unknown, resolve: Resolve): string[] {
  const all = Array.isArray(schemas) ? schemas : [];
  return [...new Set(all.map(schema => describe(resolve(schema))))];
}

function describe(schema: unknown): string {
  if (!isObject(schema)) {
    return 'valid';
  }
  if (Array.isArray(schema.enum)) {
    return schema.enum.map(String).join(', ');
  }
  if ('const' in schema) {
    return String(schema.const);
  }
  const type = String(schema.type);
  if (type === 'integer' || type === 'number') {
    return number(schema, type === 'integer' ? 'a whole number' : 'a number');
  }
  if (type === 'string' && Array.isArray(schema.examples)) {
    return `text such as ${schema.examples[0]}`;
  }
  return NOUNS[type] ?? 'valid';
}

function number({ minimum, maximum }: Json, noun: string): string {
  if (minimum !== undefined && maximum !== undefined) {
    return `${noun} from ${minimum} to ${maximum}`;
  }
  if (minimum !== undefined) {
    return `${noun} of at least ${minimum}`;
  }
  return maximum === undefined ? noun : `${noun} of at most ${maximum}`;
}
