import { InputError } from '@backstage/errors';

const SEGMENT = /([^.[\]"]+)|\[(\d+)\]|\["([^"\]]+)"\]/y;

/**
 * `status.atProvider.masterUserSecret[0].secretArn` and
 * `metadata.annotations["crossplane.io/external-name"]` as a list of keys.
 *
 * @throws InputError
 */
export function parsePath(path: string): (string | number)[] {
  const keys: (string | number)[] = [];
  let at = 0;
  while (at < path.length) {
    SEGMENT.lastIndex = at;
    const match = SEGMENT.exec(path);
    if (!match) {
      throw new InputError(`'${path}' is no path`);
    }
    keys.push(match[1] ?? match[3] ?? Number(match[2]));
    at = SEGMENT.lastIndex;
    if (path[at] === '.') {
      at += 1;
      if (at === path.length) {
        throw new InputError(`'${path}' is no path`);
      }
    }
  }
  if (keys.length === 0) {
    throw new InputError('A path is not empty');
  }
  return keys;
}

/** What is at a path; undefined where nothing is. */
export function getPath(value: unknown, path: string): unknown {
  return parsePath(path).reduce<unknown>(
    (inner, key) =>
      inner !== null &&
      typeof inner === 'object' &&
      Object.prototype.hasOwnProperty.call(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
