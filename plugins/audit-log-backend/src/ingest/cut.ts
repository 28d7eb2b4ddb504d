import type { JsonObject, JsonValue } from '@backstage/types';

/** Of each of `before`, `after`, `data` and `request`. */
const MOST_CHARACTERS = 64 * 1024;
const LONGEST_TEXT = 4_000;
const MOST_ITEMS = 100;
const DEEPEST = 12;

export interface Cut {
  value: JsonObject;
  /** What it was, where it had to be cut. */
  was?: string;
}

/**
 * An object as an entry can hold it: as it is, unless it is larger than anybody
 * reads. Then long texts and lists are shortened, and say so; and what is still
 * too large gives way to the names of its fields.
 */
export function cut(value: JsonObject): Cut {
  const size = sizeOf(value);
  if (size !== undefined && size <= MOST_CHARACTERS) {
    return { value };
  }
  const was =
    size === undefined ? 'nested too deeply' : `${size} characters of JSON`;
  const shorter = shorten(value, 0) as JsonObject;
  if ((sizeOf(shorter) ?? Infinity) <= MOST_CHARACTERS) {
    return { value: shorter, was };
  }
  const fields = Object.keys(value).slice(0, MOST_ITEMS);
  return { value: { cut: was, fields: fields.map(shortText) }, was };
}

function sizeOf(value: JsonValue): number | undefined {
  try {
    return JSON.stringify(value).length;
  } catch {
    return undefined;
  }
}

function shorten(value: JsonValue | undefined, depth: number): JsonValue {
  if (typeof value === 'string') {
    return shortText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value ?? null;
  }
  if (depth >= DEEPEST) {
    return '… (nested deeper)';
  }
  if (Array.isArray(value)) {
    const items = value
      .slice(0, MOST_ITEMS)
      .map(one => shorten(one, depth + 1));
    return value.length > MOST_ITEMS
      ? [...items, `… (${value.length - MOST_ITEMS} more)`]
      : items;
  }
  const entries = Object.entries(value);
  const kept = entries
    .slice(0, MOST_ITEMS)
    .map(([key, inner]) => [shortText(key), shorten(inner, depth + 1)]);
  return Object.fromEntries(
    entries.length > MOST_ITEMS
      ? [...kept, ['…', `${entries.length - MOST_ITEMS} more`]]
      : kept,
  );
}

function shortText(text: string): string {
  return text.length <= LONGEST_TEXT
    ? text
    : `${text.slice(0, LONGEST_TEXT)}… (${text.length - LONGEST_TEXT} more characters)`;
}
