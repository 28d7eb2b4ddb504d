import { formatPatch, structuredPatch } from 'diff';

const CONTEXT = 3;
/** Beyond this many differing lines the search for the smallest diff is given up. */
const MAX_EDIT_LENGTH = 4_000;

/**
 * What changed, as a unified diff without file headers; `''` where nothing did.
 * Undefined is a file that is not there.
 */
export function unifiedDiff(
  before: string | undefined,
  after: string | undefined,
): string {
  if (before === after) {
    return '';
  }
  const from = before ?? '';
  const to = after ?? '';
  const patch =
    structuredPatch('', '', from, to, undefined, undefined, {
      context: CONTEXT,
      maxEditLength: MAX_EDIT_LENGTH,
    }) ?? wholeFile(from, to);
  return formatPatch(patch, {
    includeIndex: false,
    includeUnderline: false,
    includeFileHeaders: false,
  });
}

function wholeFile(from: string, to: string) {
  const removed = structuredPatch('', '', from, '', undefined, undefined);
  const added = structuredPatch('', '', '', to, undefined, undefined);
  const [before] = removed.hunks;
  const [after] = added.hunks;
  return {
    ...removed,
    hunks: [
      {
        ...after,
        oldStart: before.oldStart,
        oldLines: before.oldLines,
        lines: [...before.lines, ...after.lines],
      },
    ],
  };
}
