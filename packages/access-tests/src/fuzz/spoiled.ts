import fc from 'fast-check';

/** Values that somebody would try who means no good, or has made a mistake. */
const hostile: unknown[] = [
  null,
  true,
  -1,
  1.5,
  9_007_199_254_740_993,
  1e308,
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  '__proto__',
  "' OR 1=1 --",
  '{{7*7}}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=1+1',
  'x'.repeat(100_000),
  '2027-02-30T00:00:00Z',
  '0000-00-00',
  [],
  [[]],
  {},
  { constructor: { prototype: {} } },
];

type Json = Record<string, unknown>;

/**
 * A value with one thing wrong: a field taken away, one too many, or one with
 * something in it that was not meant. It may happen to be right all the same.
 */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const junk = fc.constantFrom(...hostile);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return junk;
  }
  const object = value as Json;
  const fields = Object.keys(object);
  const added = fc
    .tuple(fc.constantFrom('role', 'owner', 'constructor', 'zzz'), junk)
    .map(([name, one]) => ({ ...object, [name]: one }));
  if (fields.length === 0) {
    return fc.oneof(added, junk);
  }
  const field = fc.constantFrom(...fields);
  const without = field.map(name => {
    const { [name]: _, ...rest } = object;
    return rest;
  });
  const replaced = fc
    .tuple(field, junk)
    .map(([name, one]) => ({ ...object, [name]: one }));
  const deeper = field.chain(name =>
    spoiled(object[name]).map(one => ({ ...object, [name]: one })),
  );
  return fc.oneof(
    { arbitrary: replaced, weight: 3 },
    { arbitrary: deeper, weight: 2 },
    without,
    added,
    junk,
  );
}
