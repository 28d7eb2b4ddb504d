import { InputError } from '@backstage/errors';

const MAX_DEPTH = 50;

/**
 * A JSON value as CEL sees it: whole numbers are `int`, others `double`, what is
 * undefined is not there. Throws InputError for one that is nested too deeply.
 */
export function toCel(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) {
    throw new InputError(`Values are nested more than ${MAX_DEPTH} deep`);
  }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(entry => toCel(entry, depth + 1));
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([key, entry]) => [key, toCel(entry, depth + 1)]),
    );
  }
  return value;
}

/** The same for amounts and money, where every number is a `double`. */
export function withDoubles(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
