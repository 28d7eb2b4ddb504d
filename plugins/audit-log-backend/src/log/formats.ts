import { csvLine } from './csv';
import { type EntryRow, toDetail } from './view';

/** How entries are written to a file. */
export interface ExportFormat {
  contentType: string;
  extension: string;
  /** What comes before the first entry. */
  head: string;
  line(row: EntryRow): string;
}

const COLUMNS = [
  'position',
  'id',
  'at',
  'recordedAt',
  'plugin',
  'kind',
  'action',
  'outcome',
  'severity',
  'actor',
  'subjectKind',
  'subjectId',
  'subjectRef',
  'subjectTitle',
  'siteRefs',
  'refs',
  'correlationId',
  'request',
  'changed',
  'before',
  'after',
  'data',
  'cut',
  'hash',
  'previousHash',
];

const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  extension: 'csv',
  head: csvLine(COLUMNS),
  line: row => {
    const entry = toDetail(row);
    const json = (value: unknown) =>
      value === undefined ? undefined : JSON.stringify(value);
    return csvLine([
      entry.position,
      entry.id,
      entry.at,
      entry.recordedAt,
      entry.plugin,
      entry.kind,
      entry.action,
      entry.outcome,
      entry.severity,
      entry.actor,
      entry.subject?.kind,
      entry.subject?.id,
      entry.subject?.ref,
      entry.subject?.title,
      entry.siteRefs.join(' '),
      json(entry.refs),
      entry.correlationId,
      json(entry.request),
      entry.changed.join(' '),
      json(entry.before),
      json(entry.after),
      json(entry.data),
      entry.cut?.join('; '),
      entry.hash,
      entry.previousHash,
    ]);
  },
};

const jsonl: ExportFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  extension: 'jsonl',
  head: '',
  line: row => `${JSON.stringify(toDetail(row))}\n`,
};

export const exportFormats = { csv, jsonl };
