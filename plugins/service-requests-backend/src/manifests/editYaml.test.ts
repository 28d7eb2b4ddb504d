import fc from 'fast-check';
import { Document, parse, parseDocument } from 'yaml';
import {
  anyDocument,
  anyValue,
  mapPaths,
  scalarPaths,
} from './__testUtils__/anyYaml';
import { editYaml } from './editYaml';
import { unifiedDiff } from './unifiedDiff';

const manifest = `# Made by Callboard; looked after by the data team.
apiVersion: rds.aws.m.upbound.io/v1beta1
kind: Instance
metadata:
  name: "orders-db"   # as the application knows it
  labels: { callboard.dev/service-id: 'a-b', team: data }

spec:
    # four spaces here, by hand
    forProvider:
        allocatedStorage: 20 # GiB
        engine: 'postgres'
        instanceClass:    db.t3.medium
        description: >-
            a long text that
            is folded

        tags:
        - key: owner
          value: data
        - {key: cost, value: "4711"}   # flow
    # the end
`;

describe('editYaml', () => {
  it.each([
    [
      'a plain number with a comment',
      ['spec', 'forProvider', 'allocatedStorage'],
      100,
      'allocatedStorage: 20 #',
      'allocatedStorage: 100 #',
    ],
    [
      'a text in double quotes',
      ['metadata', 'name'],
      'orders-2',
      '"orders-db"',
      '"orders-2"',
    ],
    [
      'a text in single quotes',
      ['spec', 'forProvider', 'engine'],
      "it's",
      "'postgres'",
      "'it''s'",
    ],
    [
      'a text after several spaces',
      ['spec', 'forProvider', 'instanceClass'],
      'db.r5.large',
      ':    db.t3.medium',
      ':    db.r5.large',
    ],
    [
      'a value in a flow map',
      ['metadata', 'labels', 'team'],
      'ops',
      'team: data }',
      'team: ops }',
    ],
    [
      'a value in a flow map within a sequence',
      ['spec', 'forProvider', 'tags', 1, 'value'],
      '12',
      '"4711"',
      '"12"',
    ],
    [
      'a value in a block map within a sequence',
      ['spec', 'forProvider', 'tags', 0, 'value'],
      'ops',
      'value: data\n',
      'value: ops\n',
    ],
    [
      'a folded text',
      ['spec', 'forProvider', 'description'],
      'short',
      '>-\n            a long text that\n            is folded\n',
      '"short"\n',
    ],
    [
      'a new key, indented like its neighbours',
      ['spec', 'forProvider', 'multiAz'],
      true,
      '   # flow\n',
      '   # flow\n        multiAz: true\n',
    ],
    [
      'a new map',
      ['spec', 'forProvider', 'window', 'start'],
      '03:00',
      '   # flow\n',
      '   # flow\n        window:\n          start: "03:00"\n',
    ],
    [
      'a new key in a flow map',
      ['metadata', 'labels', 'tier'],
      'gold',
      'team: data }',
      'team: data, tier: gold }',
    ],
    [
      'a new item',
      ['spec', 'forProvider', 'tags', 2],
      { key: 'a', value: 'b' },
      '   # flow\n',
      '   # flow\n        - key: a\n          value: b\n',
    ],
    [
      'a key removed',
      ['spec', 'forProvider', 'engine'],
      undefined,
      "        engine: 'postgres'\n",
      '',
    ],
    [
      'the first key of a map in a sequence removed',
      ['spec', 'forProvider', 'tags', 0, 'key'],
      undefined,
      '- key: owner\n          value',
      '- value',
    ],
    [
      'a key in a flow map removed',
      ['metadata', 'labels', 'team'],
      undefined,
      ', team: data }',
      ' }',
    ],
    [
      'an item removed',
      ['spec', 'forProvider', 'tags', 0],
      undefined,
      '        - key: owner\n          value: data\n',
      '',
    ],
  ])('changes only %s', (_, path, value, before, after) => {
    expect(manifest.split(before)).toHaveLength(2);
    const expected = manifest.replace(before, after);

    expect(editYaml(manifest, [{ path, value }])).toBe(expected);
    const crlf = manifest.replaceAll('\n', '\r\n');
    expect(editYaml(crlf, [{ path, value }])).toBe(
      expected.replaceAll('\n', '\r\n'),
    );
  });

  it('leaves the text alone where nothing changes', () => {
    const value = parse(manifest).spec;
    expect(
      editYaml(manifest, [
        { path: ['spec'], value },
        { path: ['spec', 'nothing', 'here'], value: undefined },
        {
          path: ['metadata', 'labels'],
          value: parse(manifest).metadata.labels,
        },
      ]),
    ).toBe(manifest);
  });

  it('says a whole map anew by its leaves', () => {
    const spec = parse(manifest).spec;
    spec.forProvider.allocatedStorage = 30;
    spec.forProvider.tags = [{ key: 'owner', value: 'ops' }];
    delete spec.forProvider.engine;
    const edited = editYaml(manifest, [{ path: ['spec'], value: spec }]);

    expect(parse(edited).spec).toEqual(spec);
    const changed = unifiedDiff(manifest, edited)
      .split('\n')
      .filter(line => /^[+-]/.test(line));
    expect(changed).toEqual([
      '-        allocatedStorage: 20 # GiB',
      "-        engine: 'postgres'",
      '+        allocatedStorage: 30 # GiB',
      '-          value: data',
      '-        - {key: cost, value: "4711"}   # flow',
      '+          value: ops',
    ]);
  });

  it.each([
    ['a: 1', ['b'], 2, 'a: 1\nb: 2'],
    ['a:\nb: 1\n', ['a'], 5, 'a: 5\nb: 1\n'],
    ['a: # why\nb: 1\n', ['a'], 5, 'a: 5 # why\nb: 1\n'],
    ['a: # why\nb: 1\n', ['a', 'c'], 5, 'a: # why\n  c: 5\nb: 1\n'],
    ['a: ~\n', ['a', 'c'], [1, 2], 'a:\n  c:\n    - 1\n    - 2\n'],
    ['a: {}\n', ['a', 'c'], 'x', 'a: { c: x }\n'],
    ['a: []\n', ['a', 0], 'x', 'a: [ x ]\n'],
    ['a: [1, 2]\n', ['a'], [1], 'a: [1]\n'],
    ['a: [1, 2]\n', ['a'], [1, 2, 3], 'a: [1, 2, 3]\n'],
    ['a:\n  b: 1\nc: 2\n', ['a', 'b'], undefined, 'a: {}\nc: 2\n'],
    ['a:\n- 1\nc: 2\n', ['a', 0], undefined, 'a: []\nc: 2\n'],
    ['a:\n  b: 1\nc: 2\n', ['a'], 'x', 'a: x\nc: 2\n'],
    ['a: x # y\nc: 2\n', ['a'], { b: 1 }, 'a: # y\n  b: 1\nc: 2\n'],
    ['a: &n 1\nc: 2\n', ['a'], 3, 'a: &n 3\nc: 2\n'],
    ['a: !!str 1\nc: 2\n', ['a'], 3, 'a: 3\nc: 2\n'],
    ['a: &n 1\nc: *n\n', ['c'], 3, 'a: &n 1\nc: 3\n'],
    [
      'a: &n {x: 1}\nc:\n  <<: *n\n',
      ['c', 'x'],
      3,
      'a: &n {x: 1}\nc:\n  <<: *n\n  x: 3\n',
    ],
    [
      '{\n  "a": 1,\n  "b": {}\n}\n',
      ['c'],
      'x',
      '{\n  "a": 1,\n  "b": {},\n  "c": "x"\n}\n',
    ],
    [
      '{\n  "a": [\n    "x"\n  ]\n}\n',
      ['a', 1],
      'y',
      '{\n  "a": [\n    "x",\n    "y"\n  ]\n}\n',
    ],
    ['{\n  "a": 1,\n  "b": 2\n}\n', ['b'], undefined, '{\n  "a": 1\n}\n'],
    [
      'a: |  # note\n  x\n  y\n\nb: 1\n',
      ['a'],
      'p\nq',
      'a: "p\\nq"  # note\n\nb: 1\n',
    ],
    ['a: "x\n\n  y"\nb: 1\n', ['a'], 'z', 'a: "z"\nb: 1\n'],
    ['a: 1\r\nb: 2', ['b'], undefined, 'a: 1\r\n'],
    ['---\na: 1\n...\n', ['b'], 2, '---\na: 1\nb: 2\n...\n'],
    ['\ufeffa: 1\n', ['a'], 2, '\ufeffa: 2\n'],
    ['- a: 1\n- b\n', [1], { c: 1, d: [2] }, '- a: 1\n- c: 1\n  d:\n    - 2\n'],
    ['a: 1\n', ['__proto__', 'x'], 2, 'a: 1\n__proto__:\n  x: 2\n'],
    ['1: a\n', ['1'], 'b', '1: b\n'],
    ['a: 20 # x\n', ['a'], '20', 'a: "20" # x\n'],
    ['? a\n: 1\nb: 2\n', ['a'], 4, '? a\n: 4\nb: 2\n'],
  ])('%j with %j = %j', (text, path, value, expected) => {
    expect(editYaml(text, [{ path, value }])).toBe(expected);
  });

  it.each([
    ['several documents', 'a: 1\n---\nb: 1\n', ['a'], 2],
    ['not YAML', 'a: [\n', ['a'], 2],
    ['nothing', '# only\n', ['a'], 2],
    ['an anchor that others use', 'a: &n 1\nc: *n\n', ['a'], 2],
    ['a way through an alias', 'a: &n {x: 1}\nc: *n\n', ['c', 'x'], 2],
    ['a way through a text', 'a: text\n', ['a', 'b'], 2],
    [
      'removing what a merge brings',
      'a: &n {x: 1}\nc:\n  <<: *n\n  x: 2\n',
      ['c', 'x'],
      undefined,
    ],
    ['a position beyond the end', 'a: [1]\n', ['a', 3], 2],
    ['a name as a position', 'a: [1]\n', ['a', 'length'], 0],
    ['no path', 'a: 1\n', [], 2],
    ['half a character', 'a: 1\n', ['a'], '\ud800'],
    ['infinity', 'a: 1\n', ['a'], Infinity],
    ['a function', 'a: 1\n', ['a'], () => 1],
    ['a doubled key', 'a: 1\na: 2\n', ['a'], 3],
    [
      'an alias bomb',
      `a: &a [1,1,1,1,1,1,1,1,1]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
e: 1
`,
      ['e'],
      2,
    ],
  ])('refuses %s', (_, text, path, value) => {
    expect(() => editYaml(text, [{ path, value }])).toThrow();
  });

  it.each([
    'a: b\n---\nkind: ClusterRole',
    '---',
    '...',
    '!!js/function "function () {}"',
    '!!binary aGk=',
    '*anchor',
    '&anchor x',
    'a\r\nb: c',
    'a\rb: c',
    'a\u0085b: c',
    'a\u2028b: c\u2029d',
    '\ufeff',
    'аdmin', // a Cyrillic letter
    'a\u202egnp.exe',
    '# no comment',
    'x # no comment',
    'x: y',
    'x:',
    '{a: 1}',
    '[1]',
    '${{ x }}',
    '{{ .Values.x }}',
    '%YAML 1.1',
    '@x',
    '`x`',
    '| ',
    '> x',
    '? x',
    '- x',
    '',
    ' ',
    ' x ',
    '\tx',
    "'",
    '"',
    '\\',
    '\u0000',
    '💥',
    '--upload-pack=x',
    '../../main',
    'yes',
    'NO',
    'on',
    'y',
    'null',
    '~',
    'true',
    '1',
    '1.0',
    '1e3',
    '0x1f',
    '0o7',
    '017',
    '1_000',
    '1:30',
    '.inf',
    '-.INF',
    '.nan',
    '2024-01-01',
    '=',
    '<<',
    'x'.repeat(2000),
  ])('keeps %j one string', hostile => {
    for (const [text, path] of [
      ['a: x # c\nb: 1\n', ['a']],
      ["a: 'x' # c\nb: 1\n", ['a']],
      ['a: "x" # c\nb: 1\n', ['a']],
      ['a: {c: x} # c\nb: 1\n', ['a', 'c']],
      ['a: |\n  x\nb: 1\n', ['a']],
      ['a:\n  - x # c\nb: 1\n', ['a', 0]],
      ['b: 1\n', ['a']],
    ] as [string, (string | number)[]][]) {
      const edited = editYaml(text, [{ path, value: hostile }]);
      expect(editedLines(edited)).toBe(
        editedLines(text) +
          (text === 'b: 1\n' ? 1 : 0) -
          (text.includes('|') ? 1 : 0),
      );
      for (const version of ['1.1', '1.2'] as const) {
        const document = parseDocument(edited, { version });
        expect(document.errors).toEqual([]);
        expect(document.getIn(path)).toBe(hostile);
        expect(document.get('b')).toBe(1);
      }
    }
  });

  it('keeps a hostile key one key', () => {
    for (const key of [
      'a: b\n---\nkind',
      '!!x',
      '*a',
      '# x',
      '',
      'yes',
      '<<',
    ]) {
      const edited = editYaml('b: 1\n', [{ path: ['m', key], value: 'v' }]);
      expect(parseDocument(edited).toJS()).toEqual({ b: 1, m: { [key]: 'v' } });
    }
  });

  it('changes any value of any document, and no other byte', () => {
    fc.assert(
      fc.property(anyDocument, anyValue, fc.nat(), (text, value, pick) => {
        const paths = scalarPaths(text);
        fc.pre(paths.length > 0);
        const { path, start, end } = paths[pick % paths.length];
        const before = parse(text);
        const edited = editYaml(text, [{ path, value }]);

        const expected = new Document(before);
        expected.setIn(path, value);
        expect(parse(edited)).toEqual(expected.toJS());
        const isInline = typeof value !== 'object';
        expect(edited.slice(0, isInline ? start : 0)).toBe(
          text.slice(0, isInline ? start : 0),
        );
        expect(edited.endsWith(isInline ? text.slice(end) : '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('adds any key, and takes it away again to the byte', () => {
    fc.assert(
      fc.property(anyDocument, anyValue, fc.nat(), (text, value, pick) => {
        const maps = mapPaths(text);
        const path = [...maps[pick % maps.length], 'a-new key'];
        const edited = editYaml(text, [{ path, value }]);

        expect(
          parseDocument(edited).getIn(path.slice(0, -1), true),
        ).toBeDefined();
        expect(parse(edited)).not.toEqual(parse(text));
        const wide = text.endsWith('\n') ? text : `${text}\n`;
        const back = editYaml(edited, [{ path, value: undefined }]);
        expect([text, wide, wide.replace(/\n$/, '\r\n')]).toContain(back);
      }),
      { numRuns: 300 },
    );
  });
});

function editedLines(text: string): number {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).length;
}
