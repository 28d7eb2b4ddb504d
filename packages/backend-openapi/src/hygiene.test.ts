import fc from 'fast-check';
import { checkJson, checkText, printableField } from './hygiene';

function fieldOf(body: unknown): string | undefined {
  try {
    checkJson(body);
    return undefined;
  } catch (error) {
    const { name, details } = error as {
      name: string;
      details: { fields: { field: string }[] };
    };
    expect(name).toBe('InputError');
    return details.fields[0].field;
  }
}

describe('checkJson', () => {
  it('counts what there is', () => {
    expect(checkJson({ a: ['bc', 1, null], d: { e: true } })).toEqual({
      values: 7,
      characters: 5,
    });
  });

  it.each([
    ['a text', '"\\u0000"', 'body'],
    ['a field', '{"title":"a\\u0000b"}', 'title'],
    ['half a pair', '{"title":"\\ud800"}', 'title'],
    ['the other half', '{"a":{"b":["x","\\udc00x"]}}', 'a/b/1'],
    ['a pair the wrong way round', '{"t":"\\udc00\\ud800"}', 't'],
    ['a key', '{"a":{"x\\u0000":1}}', 'a/x\uFFFD'],
    ['__proto__', '{"a":{"__proto__":{"admin":true}}}', 'a/__proto__'],
    ['constructor', '{"constructor":{}}', 'constructor'],
    ['prototype', '[{"prototype":1}]', '0/prototype'],
    ['an infinite number', '{"n":[1,1e999]}', 'n/1'],
  ])('names the field with %s', (_, json, field) => {
    expect(fieldOf(JSON.parse(json))).toBe(field);
  });

  it('leaves ordinary text alone', () => {
    expect(
      fieldOf({ title: '😀 Grüße <script>../\n', tags: ['\uFFFD', ''] }),
    ).toBeUndefined();
  });

  it('allows some nesting and refuses very deep nesting', () => {
    const nested = (depth: number) =>
      JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(fieldOf(nested(50))).toBeUndefined();
    expect(fieldOf(nested(100_000))).toMatch(/^a\/0\/0/);
  });

  it('agrees with what well-formed means', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, cut) => {
        const tried = cut ? text.slice(1) : text;
        const wellFormed =
          Buffer.from(tried, 'utf8').toString('utf8') === tried &&
          !tried.includes('\0');
        expect(fieldOf({ tried })).toBe(wellFormed ? undefined : 'tried');
      }),
    );
  });
});

describe('checkText', () => {
  it('says what is wrong', () => {
    expect(() => checkText('\0', 'query.q')).toThrow(
      'query.q must not contain a NUL character',
    );
    expect(() => checkText('\ud800', 'query.q')).toThrow(
      'query.q must be well-formed Unicode',
    );
  });
});

describe('printableField', () => {
  it('is short and printable', () => {
    expect(printableField('a\0b\ud800\n')).toBe('a\uFFFDb\uFFFD\uFFFD');
    expect(printableField('x'.repeat(1000))).toHaveLength(201);
  });
});
