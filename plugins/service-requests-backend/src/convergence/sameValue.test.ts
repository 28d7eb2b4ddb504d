import fc from 'fast-check';
import { sameValue } from './sameValue';

describe('sameValue', () => {
  it.each([
    [20, 20],
    [20, '20'],
    ['20', 20],
    [20, 20.0],
    [0.5, '0.5'],
    [true, 'true'],
    ['false', false],
    ['1Gi', '1024Mi'],
    ['1Gi', 1073741824],
    ['500m', 0.5],
    ['2k', 2000],
    ['', ''],
    [undefined, 'anything'],
    [undefined, undefined],
    [[], []],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [
      [1, 2],
      ['2', '1'],
    ],
    [
      ['a', 'a'],
      ['a', 'a'],
    ],
    [{ a: 1 }, { a: 1, added: true }],
    [{ a: { b: 1 } }, { a: { b: '1', c: 2 } }],
    [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1, x: 0 }, { a: 2 }],
    ],
    [{}, {}],
  ])('%j is %j', (desired, observed) => {
    expect(sameValue(desired, observed)).toBe(true);
  });

  it.each([
    [20, 50],
    [20, '20GB'],
    [20, undefined],
    [20, null],
    [null, 0],
    [0, false],
    [1, true],
    ['', undefined],
    ['a', 'A'],
    ['a', 'a '],
    ['0x14', 20],
    ['1e3', 1000],
    ['1Gi', '1G'],
    [['a', 'b'], ['a']],
    [
      ['a', 'a'],
      ['a', 'b'],
    ],
    [['a'], 'a'],
    [{ a: 1 }, {}],
    [{ a: 1 }, 'a'],
    [{ toString: 1 }, {}],
    ['[object Object]', {}],
    [
      [{ a: 1 }, { a: 2 }],
      [{ a: 2 }, { a: 1 }],
    ],
    ['16', '16.4'],
  ])('%j is not %j', (desired, observed) => {
    expect(sameValue(desired, observed)).toBe(false);
  });

  it('takes part of a version for any version that begins so', () => {
    expect(sameValue('16', '16.4', 'engineVersion')).toBe(true);
    expect(sameValue('7.1', '7.1.0', 'version')).toBe(true);
    expect(sameValue('16', '160.4', 'engineVersion')).toBe(false);
    expect(sameValue('16.4', '16', 'engineVersion')).toBe(false);
    expect(sameValue('16', '16.4', 'allocatedStorage')).toBe(false);
  });

  it('holds of every value and itself, and of its JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false }).filter(one => one !== null),
        value => {
          expect(sameValue(value, value)).toBe(true);
          expect(sameValue(value, JSON.parse(JSON.stringify(value)))).toBe(
            true,
          );
        },
      ),
    );
  });

  it('tells any two numbers apart', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        fc.pre(one !== other);
        expect(sameValue(one, other)).toBe(false);
        expect(sameValue(one, String(other))).toBe(false);
      }),
    );
  });
});
