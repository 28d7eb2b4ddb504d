import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import { normaliseRef } from '../domain/Inventory';
import type { ImportLine } from './ImportLine';

/** A new thing has nothing that could be taken away. */
export function withoutNulls({
  values,
}: Pick<ImportLine, 'values'>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null),
  );
}

/** What is said otherwise than it is, in the words of the API. */
export function differing(values: JsonObject, record: object): JsonObject {
  const before = record as Record<string, JsonValue | undefined>;
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) =>
        key !== 'name' &&
        !isDeepStrictEqual(
          comparable(key, value),
          comparable(key, before[key]),
        ),
    ),
  );
}

/** As it would be stored. */
function comparable(key: string, value: JsonValue | undefined): unknown {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (key === 'admins' || key === 'members') {
    return Array.isArray(value)
      ? [...new Set(value.map(ref => normaliseRef(String(ref))))].sort()
      : value;
  }
  if (key === 'owner' || key === 'parentRef') {
    return normaliseRef(String(value));
  }
  return key === 'colour' ? String(value).toLowerCase() : value;
}

export function isEmpty(change: object): boolean {
  return Object.keys(change).length === 0;
}
