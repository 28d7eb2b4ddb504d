import { createRecordCounter, ExportFormat } from './recordCount';

function counted(format: ExportFormat, ...chunks: string[]) {
  const counter = createRecordCounter(format);
  chunks.forEach(chunk => counter.take(new TextEncoder().encode(chunk)));
  return counter.count();
}

it.each([
  ['csv', 0, ['id,title\n']],
  ['csv', 2, ['id,title\n1,a\n2,b\n']],
  ['csv', 2, ['id,title\r\n1,"a ""b""\nc', '"\r\n2,d']],
  ['csv', 0, ['']],
  ['jsonl', 2, ['{"a":"x \\" y"}\n', '{"a":1}\n']],
  ['jsonl', 0, ['']],
] as [ExportFormat, number, string[]][])(
  'counts in %s %d records',
  (format, count, chunks) => {
    expect(counted(format, ...chunks)).toBe(count);
  },
);
