export type DiffLine = {
  kind: 'added' | 'removed' | 'same' | 'hunk';
  /** Without the mark before it. */
  text: string;
  /** Its number before and after; from 1. */
  before?: number;
  after?: number;
};

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines of a unified diff without file headers, each with its numbers. */
export function diffLines(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 1;
  let after = 1;
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const hunk = HUNK.exec(line);
    const text = line.slice(1);
    if (hunk) {
      // Of an empty side, diff counts from 0; the next line is its first.
      before = Math.max(1, Number(hunk[1]));
      after = Math.max(1, Number(hunk[2]));
      lines.push({ kind: 'hunk', text: line });
    } else if (line.startsWith('+')) {
      lines.push({ kind: 'added', text, after: after++ });
    } else if (line.startsWith('-')) {
      lines.push({ kind: 'removed', text, before: before++ });
    } else if (!line.startsWith('\\')) {
      lines.push({ kind: 'same', text, before: before++, after: after++ });
    }
  }
  return lines;
}

/** How many lines come and go. */
export function countLines(lines: readonly DiffLine[]) {
  const count = (kind: DiffLine['kind']) =>
    lines.filter(line => line.kind === kind).length;
  return { added: count('added'), removed: count('removed') };
}

export type Token = { kind: 'key' | 'comment' | 'text'; text: string };

const KEY = /^(\s*(?:- )*)([\w./-]+|"[^"]*")(:)(?=\s|$)(.*)$/;
const COMMENT = /^\s*#/;

/** A line of YAML or JSON in parts to colour: what is a key, what a comment. */
export function tokens(line: string): Token[] {
  if (COMMENT.test(line)) {
    return [{ kind: 'comment', text: line }];
  }
  const match = KEY.exec(line);
  return match
    ? [
        { kind: 'text', text: match[1] },
        { kind: 'key', text: match[2] + match[3] },
        { kind: 'text', text: match[4] },
      ]
    : [{ kind: 'text', text: line }];
}
