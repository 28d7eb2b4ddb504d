import {
  follow,
  isObject,
  type Json,
  type OpenApiDocument,
} from '@callboard/backend-openapi';
import type { z } from 'zod/v3';

/*
 * What an action takes and answers is what the route does, and is written down
 * once: in the OpenAPI document. Here it is put in the form in which the actions
 * registry wants it, so that templates and agents are told the names, types and
 * descriptions of fields. Lengths, patterns and formats are left to the body
 * checker, which names the field in its refusal.
 */

type Zod = typeof z;
type AnyZod = z.ZodTypeAny;

/** A schema of its own for each field; optional where the field is. */
export type Fields<T> = {
  [K in keyof T]-?: z.ZodType<T[K], z.ZodTypeDef, T[K]>;
};

/** The fields of an object in the document's `components/schemas`. */
export type FieldsOf<Schemas> = <K extends keyof Schemas & string>(
  zod: Zod,
  schema: K,
) => Fields<Schemas[K]>;

/** What a client may send, and is not used: it is not offered. */
const IGNORED = '#/components/schemas/IgnoredId';

/**
 * @typeParam Schemas - of the same document, as `openapi-typescript` writes them
 */
export function createFieldsOf<Schemas>(
  document: OpenApiDocument,
): FieldsOf<Schemas> {
  return (zod, name) => {
    const ref = `#/components/schemas/${name}`;
    const writer = { zod, document, within: [ref] };
    return fieldsOf(resolve(document, { $ref: ref }), writer) as Fields<
      Schemas[typeof name]
    >;
  };
}

interface Writer {
  zod: Zod;
  document: OpenApiDocument;
  /** References on the way here: one that leads back to itself says no more. */
  within: string[];
}

function resolve(document: OpenApiDocument, node: unknown): Json {
  const found = follow(document, { pointer: '', node }).node;
  return isObject(found) ? found : {};
}

function fieldsOf(schema: Json, writer: Writer): Record<string, AnyZod> {
  if (Array.isArray(schema.allOf)) {
    const parts = schema.allOf.map(part => resolve(writer.document, part));
    return Object.assign({}, ...parts.map(part => fieldsOf(part, writer)));
  }
  const required = new Set((schema.required as string[] | undefined) ?? []);
  return Object.fromEntries(
    Object.entries((schema.properties as Json | undefined) ?? {})
      .filter(([, field]) => !isObject(field) || field.$ref !== IGNORED)
      .map(([name, field]) => {
        const type = typeOf(field, writer);
        return [name, required.has(name) ? type : type.optional()];
      }),
  );
}

function typeOf(node: unknown, writer: Writer): AnyZod {
  const ref = isObject(node) ? node.$ref : undefined;
  const { zod, document, within } = writer;
  if (typeof ref === 'string' && within.includes(ref)) {
    return zod.any();
  }
  const schema = resolve(document, node);
  const type = plainTypeOf(schema, {
    ...writer,
    within: typeof ref === 'string' ? [...within, ref] : within,
  });
  const description =
    (isObject(node) ? node.description : undefined) ?? schema.description;
  return typeof description === 'string' ? type.describe(description) : type;
}

function plainTypeOf(schema: Json, writer: Writer): AnyZod {
  const { zod } = writer;
  if (Array.isArray(schema.oneOf)) {
    return oneOf(schema.oneOf, writer);
  }
  if (schema.allOf) {
    return objectOf(schema, writer);
  }
  if (Array.isArray(schema.enum)) {
    return zod.enum(schema.enum as [string, ...string[]]);
  }
  switch (schema.type) {
    case 'string':
      return zod.string();
    case 'integer':
      return zod.number().int();
    case 'number':
      return zod.number();
    case 'boolean':
      return zod.boolean();
    case 'array':
      return zod.array(typeOf(schema.items, writer));
    case 'object':
      return objectOf(schema, writer);
    default:
      return zod.any();
  }
}

function oneOf(forms: unknown[], writer: Writer): AnyZod {
  const { zod, document } = writer;
  const isNull = (form: unknown) => resolve(document, form).type === 'null';
  const [first, second, ...more] = forms
    .filter(form => !isNull(form))
    .map(form => typeOf(form, writer));
  const type = second ? zod.union([first, second, ...more]) : first;
  return forms.some(isNull) ? type.nullable() : type;
}

function objectOf(schema: Json, writer: Writer): AnyZod {
  const { zod } = writer;
  const { allOf, properties, additionalProperties } = schema;
  if (!isObject(properties) && !allOf) {
    return zod.record(
      isObject(additionalProperties)
        ? typeOf(additionalProperties, writer)
        : zod.any(),
    );
  }
  const fields = fieldsOf(schema, writer);
  return additionalProperties === false
    ? zod.strictObject(fields)
    : zod.object(fields);
}
