import { countLines, diffLines, tokens } from './diffLines';

it('numbers the lines of both sides', () => {
  const lines = diffLines(
    '@@ -3,3 +3,3 @@\n a: 1\n-b: 20\n+b: 40\n c: 3\n\\ No newline at end of file\n',
  );
  expect(lines).toEqual([
    { kind: 'hunk', text: '@@ -3,3 +3,3 @@' },
    { kind: 'same', text: 'a: 1', before: 3, after: 3 },
    { kind: 'removed', text: 'b: 20', before: 4 },
    { kind: 'added', text: 'b: 40', after: 4 },
    { kind: 'same', text: 'c: 3', before: 5, after: 5 },
  ]);
  expect(countLines(lines)).toEqual({ added: 1, removed: 1 });
});

it('counts a new file from its first line', () => {
  expect(diffLines('@@ -0,0 +1,2 @@\n+a: 1\n+b: 2\n').slice(1)).toEqual([
    { kind: 'added', text: 'a: 1', after: 1 },
    { kind: 'added', text: 'b: 2', after: 2 },
  ]);
});

it.each([
  ['  size: small', ['  ', 'size:', ' small']],
  ['- name: a:b', ['- ', 'name:', ' a:b']],
  ['  callboard.dev/owner: x', ['  ', 'callboard.dev/owner:', ' x']],
  ['https://example.org', ['https://example.org']],
  ['# kept: as it was', ['# kept: as it was']],
])('finds the key in %s', (line, parts) => {
  expect(tokens(line).map(({ text }) => text)).toEqual(parts);
});
