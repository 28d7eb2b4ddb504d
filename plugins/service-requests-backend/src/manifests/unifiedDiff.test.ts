import fc from 'fast-check';
import { applyPatch } from 'diff';
import { unifiedDiff } from './unifiedDiff';

describe('unifiedDiff', () => {
  it('shows a change with three lines around it and no file headers', () => {
    const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', ''].join('\n');
    expect(unifiedDiff(before, before.replace('e', 'E'))).toBe(
      '@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
    );
  });

  it('shows a file that comes and one that goes', () => {
    expect(unifiedDiff(undefined, 'a\nb\n')).toBe('@@ -0,0 +1,2 @@\n+a\n+b\n');
    expect(unifiedDiff('a\nb\n', undefined)).toBe('@@ -1,2 +0,0 @@\n-a\n-b\n');
  });

  it('says nothing where nothing changed', () => {
    expect(unifiedDiff('a', 'a')).toBe('');
    expect(unifiedDiff(undefined, undefined)).toBe('');
  });

  it('tells of a last line that does not end, and of other line ends', () => {
    expect(unifiedDiff('a\n', 'a')).toContain('\\ No newline at end of file');
    expect(unifiedDiff('a\r\n', 'a\n')).toBe('@@ -1,1 +1,1 @@\n-a\r\n+a\n');
  });

  it('does not search for ever', () => {
    const lines = (prefix: string) =>
      Array.from({ length: 30_000 }, (_, i) => `${prefix}${i}\n`).join('');
    // Of this process: others may be busy, too.
    const started = process.cpuUsage();
    const patch = unifiedDiff(lines('a'), lines('b'));
    const { user } = process.cpuUsage(started);
    expect(user / 1_000).toBeLessThan(10_000);
    expect(applyPatch(lines('a'), patch)).toBe(lines('b'));
  });

  it('is a patch that leads from one text to the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b: 1', '', '- x', '+ y', '@@ -1 +1 @@'))
      .map(lines => lines.map(line => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(applyPatch(before, unifiedDiff(before, after))).toBe(after);
      }),
    );
  });
});
