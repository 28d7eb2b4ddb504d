import fc from 'fast-check';
import { evaluateCel } from './cel';
import { checkTemplate, renderTemplate, renderText } from './template';

const HOSTILE = [
  '../../main',
  'a: b\n---\nkind: ClusterRole',
  "!!js/function 'function(){}'",
  '*anchor',
  '${{ parameters.secret }}',
  'a\r\nb',
  '}}',
];

describe('renderTemplate', () => {
  it('keeps the type where a string is one placeholder, and writes text else', () => {
    expect(
      renderTemplate(
        {
          size: '${{ parameters.gib }}',
          half: '${{ parameters.half }}',
          on: '${{ parameters.gib > 10 }}',
          text: 'has ${{ parameters.gib }} GiB',
          more: '${{ parameters.gib + 1 }}',
          list: '${{ parameters.list }}',
        },
        { parameters: { gib: 20, half: 0.5, list: ['a', 1] } },
      ),
    ).toEqual({
      size: 20,
      half: 0.5,
      on: true,
      text: 'has 20 GiB',
      more: 21,
      list: ['a', 1],
    });
  });

  it('drops what is nothing', () => {
    expect(
      renderTemplate(
        {
          a: '${{ parameters.?missing }}',
          b: "${{ parameters.x ? 'yes' : none }}",
          c: { $when: 'parameters.x', inner: 1 },
          d: ['${{ none }}', 2, { $when: '!parameters.x', kept: true }],
        },
        { parameters: { x: false } },
      ),
    ).toEqual({ d: [2, { kept: true }] });
  });

  it('repeats an element for each of a list', () => {
    expect(
      renderTemplate(
        [
          {
            $forEach: 'parameters.ports',
            port: '${{ item }}',
            at: '${{ index }}',
          },
        ],
        { parameters: { ports: [80, 443] } },
      ),
    ).toEqual([
      { port: 80, at: 0 },
      { port: 443, at: 1 },
    ]);
  });

  it('says which expression a value is missing for', () => {
    expect(() =>
      renderTemplate('${{ parameters.gone }}', { parameters: {} }),
    ).toThrow("'parameters.gone' could not be evaluated");
    expect(() => checkTemplate({ a: ['${{ 1 + }}'] })).toThrow(
      "'1 +' is not a valid expression",
    );
    expect(() => checkTemplate({ '${{ name }}': 1 })).toThrow(
      'A key is never a placeholder',
    );
  });

  it.each(HOSTILE)('takes %j for a value, whatever it looks like', value => {
    const tree = renderTemplate(
      { key: '${{ parameters.value }}', text: '<${{ parameters.value }}>' },
      { parameters: { value, secret: 'not to be seen' } },
    );
    expect(tree).toEqual({ key: value, text: `<${value}>` });
  });

  it('takes any text for a value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value => {
        expect(
          renderText('${{ parameters.value }}', { parameters: { value } }),
        ).toBe(value);
      }),
    );
  });
});

describe('evaluateCel', () => {
  it('does not reach what an object inherits', () => {
    for (const key of ['constructor', '__proto__', 'toString']) {
      expect(() => evaluateCel(`p.${key}`, { p: {} })).toThrow(
        'could not be evaluated',
      );
    }
  });

  it('bounds an expression', () => {
    expect(() => evaluateCel('1 + '.repeat(300) + 1, {})).toThrow();
    expect(() => evaluateCel('1'.repeat(3000), {})).toThrow('at most 2000');
  });
});
