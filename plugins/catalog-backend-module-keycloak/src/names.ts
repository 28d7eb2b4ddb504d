const MAX_LENGTH = 63;

/**
 * The catalog's name for a user name, a group's path or a role: itself where it
 * may be one; `jane@example.com` is `jane_at_example.com`, `physics/optics` is
 * `physics.optics`. Undefined where nothing is left.
 */
export function toEntityName(text: string): string | undefined {
  const name = text
    .replace(/@/g, '_at_')
    .replace(/\//g, '.')
    .replace(/[^a-zA-Z0-9_.-]+/g, '-')
    // The catalog wants one separator between words, and none around them.
    .replace(/([_.-])[_.-]+/g, '$1')
    .replace(/^[_.-]+|[_.-]+$/g, '');
  return name.length > 0 && name.length <= MAX_LENGTH ? name : undefined;
}

/** Names by id, of those whose name nobody else has (in the catalog, case is none). */
export function uniqueNames<T extends { id: string }>(
  items: T[],
  nameOf: (item: T) => string | undefined,
): Map<string, string> {
  const claims = new Map<string, { id: string; name: string }[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name) {
      const key = name.toLocaleLowerCase('en-US');
      claims.set(key, [...(claims.get(key) ?? []), { id: item.id, name }]);
    }
  }
  const sole = [...claims.values()].filter(claimants => claimants.length === 1);
  return new Map(sole.map(([{ id, name }]) => [id, name]));
}
