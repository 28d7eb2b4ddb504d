import type { StructuralSchema } from './types';

/** A copy with the schema's defaults filled in, as an API server fills them. */
export function withDefaults(
  schema: StructuralSchema,
  value: unknown,
): unknown {
  if (Array.isArray(value)) {
    return schema.items
      ? value.map(item => withDefaults(schema.items!, item))
      : value;
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const filled: Record<string, unknown> = {};
  const { properties = {}, additionalProperties } = schema;
  for (const [key, inner] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key)
      ? properties[key]
      : additionalProperties;
    filled[key] =
      typeof known === 'object' ? withDefaults(known, inner) : inner;
  }
  for (const [key, inner] of Object.entries(properties)) {
    if (inner.default !== undefined && filled[key] === undefined) {
      filled[key] = withDefaults(inner, structuredClone(inner.default));
    }
  }
  return filled;
}
