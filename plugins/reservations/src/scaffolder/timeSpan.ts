/** RFC 3339 instants. */
export interface TimeSpan {
  start: string;
  end: string;
}

/** Whether both are instants, the end after the start. */
export function isSpan(span: Partial<TimeSpan> | undefined): span is TimeSpan {
  const start = Date.parse(span?.start ?? '');
  const end = Date.parse(span?.end ?? '');
  return start < end;
}
