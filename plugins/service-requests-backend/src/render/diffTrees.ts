import { isDeepStrictEqual } from 'node:util';
import type { YamlEdit } from '../manifests/editYaml';

/** The smallest edits that make `after` of `before`. */
export function diffTrees(
  before: unknown,
  after: unknown,
  path: (string | number)[] = [],
): YamlEdit[] {
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  if (isMapping(before) && isMapping(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap(key =>
      Object.hasOwn(after, key)
        ? diffTrees(before[key], after[key], [...path, key])
        : [{ path: [...path, key], value: undefined }],
    );
  }
  if (
    Array.isArray(before) &&
    Array.isArray(after) &&
    before.length === after.length
  ) {
    return after.flatMap((element, index) =>
      diffTrees(before[index], element, [...path, index]),
    );
  }
  return [{ path, value: after }];
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
