import type { JsonObject, JsonValue } from '@backstage/types';
import { DeadlineExceeded, withDeadline } from './deadline';
import { checkAgainstSchema, checkObjectSchema } from './jsonSchema';

const fieldsOf = (run: () => void): string[] => {
  try {
    run();
    return [];
  } catch (error) {
    const { details } = error as { details: { fields: { field: string }[] } };
    return details.fields.map(one => one.field);
  }
};

const twice = { anyOf: [{ $ref: '#' }, { $ref: '#' }] };

describe('schemas that people write', () => {
  it.each<[string, JsonObject, string]>([
    ['another type', { type: 'array' }, 'schema/type'],
    ['several types', { type: ['object'] }, 'schema/type'],
    ['a keyword of the wrong type', { properties: 7 }, 'schema'],
    ['a type there is not', { properties: { a: { type: 'x' } } }, 'schema'],
    ['another document', { $ref: 'http://127.0.0.1:1/s.json' }, 'schema'],
    ['a local file', { $ref: 'file:///etc/passwd' }, 'schema'],
    ['a reference to nothing', { $ref: '#/$defs/a' }, 'schema'],
    [
      'another draft',
      { $schema: 'http://json-schema.org/draft-07/schema#' },
      'schema',
    ],
    ['a bad pattern', { properties: { a: { pattern: '(' } } }, 'schema'],
    ['a bad name pattern', { patternProperties: { '[': {} } }, 'schema'],
    ['a promise', { $async: true, required: ['a'] }, 'schema/$async'],
    [
      'a promise within',
      { properties: { a: { $async: true, type: 'string' } } },
      'schema',
    ],
    ['64 KiB', { description: 'x'.repeat(65_536) }, 'schema'],
  ])('are refused with %s', (_, schema, field) => {
    expect(fieldsOf(() => checkObjectSchema(schema, 'schema'))).toEqual([
      field,
    ]);
  });

  it.each<[string, JsonObject]>([
    ['an empty one', {}],
    ['unknown keywords', { 'ui:order': ['a'], properties: { a: {} } }],
    ['recursion', { properties: { child: { $ref: '#' } } }],
    ['unknown formats', { properties: { a: { format: 'ssh-key' } } }],
    ['an id', { $id: 'https://example.com/a', properties: {} }],
    ['a closed one', { properties: { a: {} }, unevaluatedProperties: false }],
  ])('are taken: %s', (_, schema) => {
    expect(fieldsOf(() => checkObjectSchema(schema, 'schema'))).toEqual([]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    [
      'a pattern that backtracks for ever',
      { properties: { a: { type: 'string', pattern: '^(a+)+$' } } },
      { a: `${'a'.repeat(60)}!` },
    ],
    [
      'a pattern that overlaps with itself',
      { patternProperties: { '^(\\w|\\d)+!$': false } },
      { ['1'.repeat(60)]: 1 },
    ],
    [
      'thousands of objects compared with each other',
      { properties: { a: { uniqueItems: true } } },
      {
        a: Array.from({ length: 7_000 }, (_unused, n): JsonValue => ({ n })),
      },
    ],
    [
      'references that double at every step',
      { properties: { a: twice }, required: ['missing'] },
      Array.from({ length: 60 }).reduce<JsonObject>(a => ({ a }), {}),
    ],
  ])('do not hold up the portal with %s', (_, schema, value) => {
    checkObjectSchema(schema, 'schema');
    const began = performance.now();
    expect(fieldsOf(() => checkAgainstSchema(schema, value, 'value'))).toEqual([
      expect.stringMatching(/^value/),
    ]);
    expect(performance.now() - began).toBeLessThan(3_000);
    // The next one is served as if nothing had been.
    checkAgainstSchema({ required: ['b'] }, { b: 1 }, 'value');
  });

  it('check values of some size only', () => {
    const value = { a: 'x'.repeat(65_536) };
    expect(fieldsOf(() => checkAgainstSchema({}, value, 'value'))).toEqual([
      'value',
    ]);
  });

  it('want an object also where they say nothing', () => {
    for (const schema of [{}, { type: 'object' }]) {
      for (const value of ['x', null, [], 7]) {
        expect(
          fieldsOf(() => checkAgainstSchema(schema, value, 'value')),
        ).toEqual(['value']);
      }
    }
  });
});

describe('withDeadline', () => {
  it('returns what is done in time, and throws what is thrown', () => {
    expect(withDeadline(1_000, () => 7)).toBe(7);
    expect(() =>
      withDeadline(1_000, () => {
        throw new TypeError('odd');
      }),
    ).toThrow(TypeError);
  });

  it('ends what does not end', () => {
    const began = performance.now();
    expect(() =>
      withDeadline(50, () => {
        for (;;);
      }),
    ).toThrow(DeadlineExceeded);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
