/**
 * Whether what is observed is what was asked for, over the ways in which
 * providers write one value:
 *
 * - a number is its decimal text, a boolean its word (`20` is `"20"`);
 * - a quantity is its amount (`1Gi` is `1024Mi` is `1073741824`);
 * - of an object, only what was asked for must be the same: providers add
 *   fields and tags of their own;
 * - a list of plain values is a set, as the providers' lists of names are; any
 *   other list is in order;
 * - a version that was asked for in part is any version that begins so (`16`
 *   is `16.4`), where the field is named `…version`.
 *
 * Texts are compared as they are: case and space count.
 */
export function sameValue(
  desired: unknown,
  observed: unknown,
  field = '',
): boolean {
  if (desired === undefined || desired === observed) {
    return true;
  }
  if (observed === undefined || observed === null) {
    return false;
  }
  if (Array.isArray(desired)) {
    return Array.isArray(observed) && sameList(desired, observed);
  }
  if (typeof desired === 'object' && desired !== null) {
    return (
      typeof observed === 'object' &&
      Object.entries(desired).every(([key, value]) =>
        sameValue(
          value,
          Object.hasOwn(observed, key)
            ? (observed as Record<string, unknown>)[key]
            : undefined,
          key,
        ),
      )
    );
  }
  if (typeof observed === 'object' || desired === null) {
    return false;
  }
  return (
    samePlain(desired, observed) ||
    (/version$/i.test(field) && isPartOfVersion(desired, observed))
  );
}

function sameList(desired: unknown[], observed: unknown[]): boolean {
  if (desired.length !== observed.length) {
    return false;
  }
  if (![...desired, ...observed].every(isPlain)) {
    return desired.every((value, index) => sameValue(value, observed[index]));
  }
  const left = [...observed];
  return desired.every(value => {
    const index = left.findIndex(other => sameValue(value, other));
    if (index < 0) {
      return false;
    }
    left.splice(index, 1);
    return true;
  });
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function samePlain(desired: unknown, observed: unknown): boolean {
  if (String(desired) === String(observed)) {
    return true;
  }
  if (typeof desired === 'boolean' || typeof observed === 'boolean') {
    return false;
  }
  const amount = amountOf(desired);
  return amount !== undefined && amount === amountOf(observed);
}

function isPartOfVersion(desired: unknown, observed: unknown): boolean {
  return (
    /^\d+(\.\d+)*$/.test(String(desired)) &&
    String(observed).startsWith(`${desired}.`)
  );
}

const UNITS: Record<string, number> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** Kubernetes' quantities: a decimal number with or without a unit. */
function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  const [, digits, unit] =
    /^([+-]?\d+(?:\.\d+)?)([mkMGTPE]|[KMGTPE]i)?$/.exec(String(value)) ?? [];
  return digits === undefined
    ? undefined
    : Number(digits) * (unit === undefined ? 1 : UNITS[unit]);
}
