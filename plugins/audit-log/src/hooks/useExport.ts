import { useTold } from '@callboard/frontend-kit';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createRecordCounter, ExportFormat } from '../lib/recordCount';

const PART_BYTES = 4 * 1024 * 1024;
const TELL_EVERY_MS = 250;

export type Exported = { file: string; count: number };

const MIME = { csv: 'text/csv', jsonl: 'application/x-ndjson' };

/**
 * Takes a file that the server streams and hands it to the browser to keep.
 * What has come is put into blobs a few megabytes at a time, which the browser
 * may keep on disk; if the stream breaks off, there is no file.
 */
export function useExport(options: {
  name: string;
  read: (
    format: ExportFormat,
    signal: AbortSignal,
  ) => Promise<ReadableStream<Uint8Array>>;
  done: (exported: Exported) => string;
  failed: string;
}) {
  const { told, failed } = useTold();
  const [count, setCount] = useState<number>();
  const running = useRef<AbortController>();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (format: ExportFormat) => {
      const { name, read, done } = latest.current;
      const controller = new AbortController();
      running.current = controller;
      setCount(0);
      try {
        const stream = await read(format, controller.signal);
        const { parts, records } = await collect(stream, format, setCount);
        const file = `${name}-${new Date().toISOString().slice(0, 10)}.${format}`;
        save(new Blob(parts, { type: MIME[format] }), file);
        told(done({ file, count: records }));
      } catch (error) {
        if (!controller.signal.aborted) failed(latest.current.failed, error);
      } finally {
        setCount(undefined);
      }
    },
    [told, failed],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  return { isRunning: count !== undefined, count: count ?? 0, start, stop };
}

async function collect(
  stream: ReadableStream<Uint8Array>,
  format: ExportFormat,
  tell: (count: number) => void,
) {
  const counter = createRecordCounter(format);
  const parts: Blob[] = [];
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  let toldAt = Date.now();
  const keep = () => {
    parts.push(new Blob(chunks as BlobPart[]));
    chunks = [];
    bytes = 0;
  };
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    counter.take(value);
    chunks.push(value);
    bytes += value.byteLength;
    if (bytes >= PART_BYTES) keep();
    if (Date.now() - toldAt >= TELL_EVERY_MS) {
      toldAt = Date.now();
      tell(counter.count());
    }
  }
  keep();
  return { parts, records: counter.count() };
}

function save(blob: Blob, file: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
