export type Path = string | readonly (string | number)[];

/** `a.b[0].c` and `a.b.0.c` are the same; `a["x.y"]` has a dot in a name. */
export function parsePath(path: Path): string[] {
  if (typeof path !== 'string') {
    return path.map(String);
  }
  const parts = path.match(/\["[^"]*"\]|\['[^']*'\]|[^.[\]]+/g) ?? [];
  return parts.map(part => (part.startsWith('[') ? part.slice(2, -2) : part));
}

/** What is there, or undefined. Never anything inherited. */
export function readPath(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of parsePath(path)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) {
      return undefined;
    }
    at = (at as Record<string, unknown>)[key];
  }
  return at ?? undefined;
}

/**
 * Reads from an object by a path that begins with `spec` or `status`, or is
 * below `root` where it begins with neither.
 */
export function readObjectPath(
  object: { spec: unknown; status: unknown },
  path: Path,
  root: 'spec' | 'status',
): unknown {
  const [first, ...rest] = parsePath(path);
  return first === 'spec' || first === 'status'
    ? readPath(object[first], rest)
    : readPath(object[root], path);
}

/** `spec.forProvider.x`, however it was written. */
export function displayPath(path: Path, root: 'spec' | 'status'): string {
  const parts = parsePath(path);
  const whole =
    parts[0] === 'spec' || parts[0] === 'status' ? parts : [root, ...parts];
  return whole.join('.');
}
