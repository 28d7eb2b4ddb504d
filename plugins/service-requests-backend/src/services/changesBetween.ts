import { isDeepStrictEqual } from 'node:util';

/** Which parameters differ, in order of their names. */
export function changesBetween(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { parameter: string; before?: unknown; after?: unknown }[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .sort()
    .filter(name => !isDeepStrictEqual(before[name], after[name]))
    .map(name => ({
      parameter: name,
      before: before[name],
      after: after[name],
    }));
}
