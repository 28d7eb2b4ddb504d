import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '@callboard/backstage-plugin-service-requests-common';
import { checkFormat } from './formats';
import type { StructuralSchema } from './types';

/** The schema without its rules; a field that it does not know is an error. */
export function checkStructure(
  schema: StructuralSchema,
  value: unknown,
  path: string,
): FieldError[] {
  if (value === null) {
    return schema.nullable ? [] : [problem(path, 'must not be null')];
  }
  if (schema['x-kubernetes-int-or-string']) {
    return Number.isInteger(value) || typeof value === 'string'
      ? checkValue(schema, value, path)
      : [problem(path, 'must be a whole number or text')];
  }
  const type = typeProblem(schema, value);
  if (type) {
    return [problem(path, type)];
  }
  return [
    ...checkValue(schema, value, path),
    ...(Array.isArray(value) ? checkItems(schema, value, path) : []),
    ...(isObject(value) ? checkFields(schema, value, path) : []),
  ];
}

function typeProblem(
  { type, format }: StructuralSchema,
  value: unknown,
): string | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? undefined : 'must be a string';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be a boolean';
    case 'object':
      return isObject(value) ? undefined : 'must be an object';
    case 'array':
      return Array.isArray(value) ? undefined : 'must be a list';
    case 'integer':
      return Number.isSafeInteger(value) || isWithin(format, value)
        ? undefined
        : 'must be a whole number';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? undefined
        : 'must be a number';
    default:
      return undefined;
  }
}

function isWithin(format: string | undefined, value: unknown): boolean {
  return format === 'int64' && typeof value === 'bigint';
}

function checkFields(
  schema: StructuralSchema,
  value: Record<string, unknown>,
  path: string,
): FieldError[] {
  const { properties = {}, additionalProperties, required = [] } = schema;
  const missing = required
    .filter(key => !Object.hasOwn(value, key))
    .map(key => problem(join(path, key), 'is required'));
  const inner = Object.entries(value).flatMap(([key, member]) => {
    const at = join(path, key);
    if (Object.hasOwn(properties, key)) {
      return checkStructure(properties[key], member, at);
    }
    if (typeof additionalProperties === 'object') {
      return checkStructure(additionalProperties, member, at);
    }
    return additionalProperties === true ||
      schema['x-kubernetes-preserve-unknown-fields'] ||
      isEmbedded(schema, key)
      ? []
      : [problem(at, 'is not known')];
  });
  return [...missing, ...inner];
}

function isEmbedded(schema: StructuralSchema, key: string): boolean {
  return (
    schema['x-kubernetes-embedded-resource'] === true &&
    ['apiVersion', 'kind', 'metadata'].includes(key)
  );
}

function checkItems(
  schema: StructuralSchema,
  value: unknown[],
  path: string,
): FieldError[] {
  const { items } = schema;
  const inner = items
    ? value.flatMap((item, index) =>
        checkStructure(items, item, `${path}[${index}]`),
      )
    : [];
  return [...inner, ...checkUnique(schema, value, path)];
}

function checkUnique(
  schema: StructuralSchema,
  value: unknown[],
  path: string,
): FieldError[] {
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (listType === 'map') {
    const ids = value.map(item =>
      keys.map(key => (isObject(item) ? item[key] : undefined)),
    );
    return hasTwice(ids)
      ? [problem(path, `has two entries with the same ${keys.join(', ')}`)]
      : [];
  }
  return (listType === 'set' || schema.uniqueItems) && hasTwice(value)
    ? [problem(path, 'has an entry twice')]
    : [];
}

function hasTwice(values: unknown[]): boolean {
  return values.some((value, index) =>
    values.slice(0, index).some(other => isDeepStrictEqual(other, value)),
  );
}

function checkValue(
  schema: StructuralSchema,
  value: unknown,
  path: string,
): FieldError[] {
  const problems = [
    schema.enum && !schema.enum.some(one => isDeepStrictEqual(one, value))
      ? `must be one of ${schema.enum.join(', ')}`
      : undefined,
    ...numberProblems(schema, value),
    ...textProblems(schema, value),
    ...sizeProblems(schema, value),
  ].filter(one => one !== undefined);
  return [
    ...problems.map(text => problem(path, text)),
    ...checkJunctions(schema, value, path),
  ];
}

function numberProblems(schema: StructuralSchema, value: unknown) {
  if (typeof value !== 'number') {
    return [];
  }
  const { minimum, maximum, multipleOf } = schema;
  const below = (limit: number) =>
    schema.exclusiveMinimum ? value <= limit : value < limit;
  const above = (limit: number) =>
    schema.exclusiveMaximum ? value >= limit : value > limit;
  return [
    minimum !== undefined && below(minimum)
      ? `must be at least ${minimum}`
      : undefined,
    maximum !== undefined && above(maximum)
      ? `must be at most ${maximum}`
      : undefined,
    multipleOf !== undefined && !Number.isInteger(value / multipleOf)
      ? `must be a multiple of ${multipleOf}`
      : undefined,
    checkFormat(schema.format, value),
  ];
}

function textProblems(schema: StructuralSchema, value: unknown) {
  if (typeof value !== 'string') {
    return [];
  }
  const { minLength, maxLength, pattern } = schema;
  const length = [...value].length;
  return [
    minLength !== undefined && length < minLength
      ? `must have at least ${minLength} characters`
      : undefined,
    maxLength !== undefined && length > maxLength
      ? `must have at most ${maxLength} characters`
      : undefined,
    pattern !== undefined && !new RegExp(pattern, 'u').test(value)
      ? `must match ${pattern}`
      : undefined,
    checkFormat(schema.format, value),
  ];
}

function sizeProblems(schema: StructuralSchema, value: unknown) {
  const limits = Array.isArray(value)
    ? { size: value.length, min: schema.minItems, max: schema.maxItems }
    : {
        size: isObject(value) ? Object.keys(value).length : 0,
        min: isObject(value) ? schema.minProperties : undefined,
        max: isObject(value) ? schema.maxProperties : undefined,
      };
  return [
    limits.min !== undefined && limits.size < limits.min
      ? `must have at least ${limits.min} entries`
      : undefined,
    limits.max !== undefined && limits.size > limits.max
      ? `must have at most ${limits.max} entries`
      : undefined,
  ];
}

/** `allOf` and its like: they restrict values, and know nothing of fields. */
function checkJunctions(
  schema: StructuralSchema,
  value: unknown,
  path: string,
): FieldError[] {
  const open = (inner: StructuralSchema): StructuralSchema => ({
    ...inner,
    properties: inner.properties
      ? Object.fromEntries(
          Object.entries(inner.properties).map(([key, one]) => [
            key,
            open(one),
          ]),
        )
      : undefined,
    items: inner.items ? open(inner.items) : undefined,
    'x-kubernetes-preserve-unknown-fields': true,
  });
  const errorsOf = (inner: StructuralSchema) =>
    checkStructure(open(inner), value, path);
  const fits = (inner: StructuralSchema) => errorsOf(inner).length === 0;
  const { allOf = [], anyOf, oneOf, not } = schema;
  return [
    ...allOf.flatMap(errorsOf),
    ...(anyOf && !anyOf.some(fits)
      ? [problem(path, 'is none of what it may be')]
      : []),
    ...(oneOf && oneOf.filter(fits).length !== 1
      ? [problem(path, 'must be exactly one of what it may be')]
      : []),
    ...(not && fits(not) ? [problem(path, 'is what it must not be')] : []),
  ];
}

function join(path: string, key: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
  const step = plain ? key : `["${key}"]`;
  return path && plain ? `${path}.${step}` : `${path}${step}`;
}

function problem(field: string, text: string): FieldError {
  return { field, message: `${field || 'The manifest'} ${text}` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
