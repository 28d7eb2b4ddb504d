/** A parameter by its path, as it was merged and as it is. */
export interface ParameterRow {
  /** `backup/retentionDays` */
  path: string;
  desired: unknown;
  observed: unknown;
  /** Whether the control plane says anything of it. */
  isObserved: boolean;
  differs: boolean;
}

type Values = Record<string, unknown>;

/** Every leaf of nested values by its path; a list is one leaf. */
export function leavesOf(values: Values, prefix = ''): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [key, value] of Object.entries(values)) {
    // What is observed may come with whole paths as its keys.
    const path = prefix + key.replaceAll('.', '/');
    if (isGroup(value)) {
      leavesOf(value, `${path}/`).forEach((leaf, at) => leaves.set(at, leaf));
    } else {
      leaves.set(path, value);
    }
  }
  return leaves;
}

function isGroup(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was merged beside what is, by parameter. */
export function compareParameters(
  desired: Values,
  observed: Values,
): ParameterRow[] {
  const wanted = leavesOf(desired);
  const seen = leavesOf(observed);
  return [...new Set([...wanted.keys(), ...seen.keys()])].map(path => ({
    path,
    desired: wanted.get(path),
    observed: seen.get(path),
    isObserved: seen.has(path),
    differs:
      wanted.has(path) &&
      seen.has(path) &&
      textOf(wanted.get(path)) !== textOf(seen.get(path)),
  }));
}

/** A value as text; `undefined` where there is none. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(one => textOf(one) ?? '').join(', ');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
