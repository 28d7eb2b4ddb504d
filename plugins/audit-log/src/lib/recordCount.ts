const QUOTE = 0x22;
const NEWLINE = 0x0a;

export type ExportFormat = 'csv' | 'jsonl';

/**
 * Counts the records of a file while it arrives. In CSV a line break inside
 * quotes belongs to the cell, and the first record has the names of the columns.
 */
export function createRecordCounter(format: ExportFormat) {
  let records = 0;
  let isQuoted = false;
  let isOpen = false;
  return {
    take(chunk: Uint8Array): void {
      for (const byte of chunk) {
        if (byte === QUOTE && format === 'csv') isQuoted = !isQuoted;
        if (byte === NEWLINE && !isQuoted) {
          records += isOpen ? 1 : 0;
          isOpen = false;
        } else {
          isOpen = true;
        }
      }
    },
    count(): number {
      const all = records + (isOpen ? 1 : 0);
      return format === 'csv' ? Math.max(0, all - 1) : all;
    },
  };
}
